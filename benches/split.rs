//! How fast texts are split into sentences, beside what else could do it and the floor that no scan can beat.
//!
//! Every group counts bytes and holds its yardsticks: `memchr3` finds each `.?!` and decides nothing; `sentencex` and
//! `unicode_sentences` split. `CLAIMSIFT_BENCH_TEXT=path` measures a text of one's own in place of the made ones.
//!
//! After the groups, hostile texts are doubled in length four times and the ratios of the times printed: a ratio near
//! two is linear, one near four would be quadratic.

use std::hint::black_box;
use std::time::{Duration, Instant};

use claimsift_sentences::{Mode, SentenceTables, Splitter};
use criterion::{BenchmarkId, Criterion, Throughput};
use unicode_segmentation::UnicodeSegmentation;

/// Sentences to make texts of; `#` becomes a number that differs each time.
const ASCII: &[&str] = &[
    "The council of Ostley voted on Tuesday to spend $#.4 million on the bridge, which carries # lorries a day.",
    "\"We have waited for # years,\" said Mrs. Ida Marr, the mayor, at a meeting that lasted until 11 p.m.",
    "Shares of Pell Corp. fell # percent in New York, their worst day since Oct. 19.",
    "Nobody was hurt.",
    "The U.S. Treasury sold # billion dollars of notes, while the board of Marsh & Co. met in the capital to decide what would become of the mill.",
    "What will the farmers do now?",
    "According to figures from the ministry, rainfall in the northern districts was # mm below the mean of the ten years before.",
    "Officials declined to say when the line would open, but people who had seen the plans thought that it might take another # months at least.",
];

const MULTIBYTE: &[&str] = &[
    "“Wir haben # Jahre gewartet”, sagte Frau Müller – die Bürgermeisterin – über die Brücke für £#m.",
    "Le préfet a déclaré que l’élève âgé de # ans était né à Besançon… Il n’a pas répondu.",
    "“It’s the river’s highest level since 1971,” said José Núñez — and he’d seen # of them.",
    "Цена выросла на # процентов, сообщил министр. Никто не пострадал.",
    "価格は#％上昇した。誰も怪我をしなかった。",
];

/// About `length` bytes of the given sentences, in paragraphs of five.
fn text_of(sentences: &[&str], length: usize) -> String {
    let mut text = String::with_capacity(length + 200);
    let mut number = 7_u32;
    for index in 0.. {
        if text.len() >= length {
            break;
        }
        // A linear congruential generator (Numerical Recipes), for an order and for numbers without a pattern.
        number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let sentence = sentences[(number >> 16) as usize % sentences.len()];
        text.push_str(&sentence.replace('#', &((number >> 20) % 900 + 12).to_string()));
        text.push_str(if index % 5 == 4 { "\n\n" } else { " " });
    }
    text
}

/// The same text with its lines wrapped at 72 columns.
fn wrapped(text: &str) -> String {
    let mut lines = String::with_capacity(text.len());
    let mut column = 0;
    for word in text.split_inclusive([' ', '\n']) {
        if column + word.trim_end().len() > 72 {
            lines.pop();
            lines.push('\n');
            column = 0;
        }
        lines.push_str(word);
        column = if word.ends_with('\n') { 0 } else { column + word.len() };
    }
    lines
}

fn splitters(criterion: &mut Criterion) {
    let texts = match std::env::var_os("CLAIMSIFT_BENCH_TEXT") {
        Some(path) => vec![("own", std::fs::read_to_string(path).expect("the text of CLAIMSIFT_BENCH_TEXT"))],
        None => {
            let ascii = text_of(ASCII, 4 << 20);
            let wrapped = wrapped(&ascii);
            vec![("ascii", ascii), ("wrapped", wrapped), ("multibyte", text_of(MULTIBYTE, 4 << 20))]
        }
    };
    let tables = Splitter::new(SentenceTables::shipped());
    let uax29 = Splitter::with_mode(SentenceTables::shipped(), Mode::Uax29);
    for (name, text) in &texts {
        let mut group = criterion.benchmark_group(format!("split/{name}"));
        group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
        let mut measure = |splitter: &str, count: &dyn Fn(&str) -> usize| {
            group.bench_with_input(BenchmarkId::from_parameter(splitter), text, |bencher, text| {
                bencher.iter(|| count(black_box(text)));
            });
        };
        measure("claimsift", &|text| tables.split(text).count());
        measure("claimsift uax29", &|text| uax29.split(text).count());
        measure("memchr3", &|text| memchr::memchr3_iter(b'.', b'?', b'!', text.as_bytes()).count());
        measure("sentencex", &|text| sentencex::segment("en", text).len());
        measure("unicode_sentences", &|text| text.unicode_sentences().count());
        group.finish();
    }
}

type Make = fn(usize) -> String;

/// Texts that would take a careless splitter long: a name, and what makes one of a given length.
const HOSTILE: &[(&str, Make)] = &[
    ("full stops", |length| ".".repeat(length)),
    ("spaced full stops", |length| ". ".repeat(length / 2)),
    ("f.1111", |length| format!("f.{}", "1".repeat(length))),
    ("newlines", |length| "\n".repeat(length)),
    ("newlines with spaces", |length| "\n ".repeat(length / 2)),
    ("spaces", |length| format!("a.{}b", " ".repeat(length))),
    ("one word", |length| "a".repeat(length)),
    ("one-letter words", |length| "a. ".repeat(length / 3)),
    ("capitals", |length| "A. ".repeat(length / 3)),
    ("combining marks", |length| format!("a{}", "\u{301}".repeat(length / 2))),
    ("closing brackets", |length| format!("a.{}", ")".repeat(length))),
    ("closing quotes", |length| ".” ".repeat(length / 5)),
    ("list marks", |length| "2. A 2) A ".repeat(length / 10)),
    ("open brackets", |length| "? (".repeat(length / 3)),
    ("citations", |length| "a. [1]".repeat(length / 6)),
    ("citations in a row", |length| format!("a.{}", "[1]".repeat(length / 3))),
    ("short lines", |length| "A a\n".repeat(length / 4)),
    ("long lines", |length| "a a ".repeat(length / 8) + "\n" + &"A a ".repeat(length / 8)),
    ("bullets", |length| "• ".repeat(length / 4)),
    ("carriage returns", |length| "a\r".repeat(length / 2)),
    ("ideographic stops", |length| "。".repeat(length / 3)),
];

fn hostile() {
    let splitter = Splitter::new(SentenceTables::shipped());
    println!("\nhostile texts, time per doubling from 256 KiB to 4 MiB (2 is linear)");
    for (name, make) in HOSTILE {
        let times: Vec<Duration> =
            (0..5).map(|doubling| best_of_five(&splitter, &make((256 << 10) << doubling))).collect();
        let ratios: Vec<String> =
            times.windows(2).map(|pair| format!("{:.2}", pair[1].as_secs_f64() / pair[0].as_secs_f64())).collect();
        let rate = 4.0 * 1.048_576 / times[4].as_secs_f64();
        println!("  {name:22} {}   {rate:.0} MB/s", ratios.join("  "));
    }
}

fn best_of_five(splitter: &Splitter, text: &str) -> Duration {
    let run = || {
        let start = Instant::now();
        black_box(splitter.split(black_box(text)).count());
        start.elapsed()
    };
    (0..5).map(|_| run()).min().unwrap_or_default()
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    splitters(&mut criterion);
    hostile();
    criterion.final_summary();
}
