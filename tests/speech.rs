//! Who says what, and how it is meant, in passages of several sentences and paragraphs.

use claimsift::claims::{Claim, RuleSet};
use claimsift::documents::Document;
use claimsift::{Extractor, Scratch};

/// A figure of a passage: its quote, its speaker, its attribution, its modality.
type Said = (&'static str, &'static str, &'static str, &'static str);

const PASSAGES: &[(&str, &[Said])] = &[
    (
        "The pier closed in spring. According to the Norwegian Consulate in Hull, 46 sailors were stranded.",
        &[("46 sailors", "Norwegian Consulate in Hull", "reported", "stated")],
    ),
    (
        "Ruth Kemble, who runs the depot, lost patience last week. She said 14 lorries had never been paid for. She \
         added that 3 drivers had left.",
        &[("14 lorries", "Ruth Kemble", "reported", "stated"), ("3 drivers", "Ruth Kemble", "reported", "stated")],
    ),
    (
        "\"We lost 28 boats,\" said Ines Marr, the harbour master. \"The storm took 9 cranes as well.\" Rebuilding \
         began within 12 weeks.",
        &[
            ("28 boats", "Ines Marr", "quoted", "stated"),
            ("9 cranes", "Ines Marr", "quoted", "stated"),
            ("12 weeks", "", "own", "stated"),
        ],
    ),
    (
        "Tom Bellis, the union's secretary, addressed the crowd.\n\n\"They took 40 of our jobs in March.\n\n\"They will \
         take 60 more in June,\" he said.\n\nSome 900 people listened.",
        &[
            ("40 of our jobs", "Tom Bellis", "quoted", "stated"),
            ("60 more", "Tom Bellis", "quoted", "forecast"),
            ("Some 900 people", "", "own", "stated"),
        ],
    ),
    (
        "Falmere Foods said it will cut 500 jobs after losing $2m last year.",
        &[("500 jobs", "Falmere Foods", "reported", "forecast"), ("$2m", "Falmere Foods", "reported", "stated")],
    ),
    (
        "Official figures show that 1,240 homes stand empty. The council has spent £3m on locks.",
        &[("1,240 homes", "", "reported", "stated"), ("£3m", "", "own", "stated")],
    ),
    (
        "A report by the Tidewater Trust found that 31% of seals were underweight. It said 12 beaches were littered.",
        &[("31%", "Tidewater Trust", "reported", "stated"), ("12 beaches", "Tidewater Trust", "reported", "stated")],
    ),
    (
        "Bus fares to rise 8%, operator says\n\nThe operator, Greenlane, runs 300 buses in the valley.",
        &[("8%", "operator", "reported", "forecast"), ("300 buses", "", "own", "stated")],
    ),
    (
        "Minister: 70 clinics face closure\n\nThe list was read out to members on Monday. It took 20 minutes.",
        &[("70 clinics", "Minister", "reported", "stated"), ("20 minutes", "", "own", "stated")],
    ),
    (
        "The firm has sold 18 farms. Its owner, Pavel Dorn, told the Evening Herald that 5 more were for sale.",
        &[("18 farms", "", "own", "stated"), ("5 more", "Pavel Dorn", "reported", "stated")],
    ),
    (
        "The mill said output had \"fallen by 40 per cent\" since the fire. It employs 65 people.",
        &[("40 per cent", "mill", "quoted", "stated"), ("65 people", "", "own", "stated")],
    ),
    (
        "The clinic aims to treat 4,000 patients a year. It could need 12 more beds. It treated 2,900 patients in 2011.",
        &[
            ("4,000 patients", "", "own", "target"),
            ("12 more beds", "", "own", "hypothetical"),
            ("2,900 patients", "", "own", "stated"),
        ],
    ),
    (
        "The company denied that 80 barrels had leaked. Inspectors counted 95 barrels.",
        &[("80 barrels", "company", "reported", "disputed"), ("95 barrels", "", "own", "stated")],
    ),
    (
        "Did the flood really close 22 schools? It closed 17 schools.",
        &[("22 schools", "", "own", "question"), ("17 schools", "", "own", "stated")],
    ),
    (
        "\u{201c}I have buried 6 dogs here,\u{201d} Mara Quill says. \u{201c}None of them was mine.\u{201d} The field \
         covers 3 hectares.",
        &[("6 dogs", "Mara Quill", "quoted", "stated"), ("3 hectares", "", "own", "stated")],
    ),
    (
        "Dr Neil Abara, of the Coastal Institute, said: \"The reef has lost 44% of its coral. If the sea warms by two \
         degrees, it will lose 90%.\"",
        &[
            ("44%", "Dr Neil Abara", "quoted", "stated"),
            ("two degrees", "Dr Neil Abara", "quoted", "hypothetical"),
            ("90%", "Dr Neil Abara", "quoted", "hypothetical"),
        ],
    ),
    (
        "\u{2018}We don\u{2019}t owe 30 million crowns,\u{2019} said treasurer Ola Lind. The club\u{2019}s debts reached \
         41 million crowns in May.",
        &[("30 million crowns", "Ola Lind", "quoted", "stated"), ("41 million crowns", "", "own", "stated")],
    ),
    (
        "The mast is 40' tall and 6\" wide. Builders raised it in 9 days.",
        &[("40'", "", "own", "stated"), ("9 days", "", "own", "stated")],
    ),
    (
        "The airport expects to handle 2 million passengers next year, up from 1.4 million in 2009.",
        &[
            ("2 million passengers", "airport", "reported", "forecast"),
            ("1.4 million", "airport", "reported", "stated"),
        ],
    ),
    (
        "\"The bridge,\" Mayor Jo Tarn said, \"has cost us 19 lives.\" Work starts in 3 weeks.",
        &[("19 lives", "Mayor Jo Tarn", "quoted", "stated"), ("3 weeks", "", "own", "stated")],
    ),
    (
        "Police said 16 people were held. Officers seized 240 kg of copper, they said, and 2 vans.",
        &[("16 people", "Police", "reported", "stated"), ("240 kg", "Police", "reported", "stated")],
    ),
    (
        "A new study of 600 schools suggests that lessons start 10 minutes late. The ministry has 80 inspectors.",
        &[
            ("600 schools", "", "own", "stated"),
            ("10 minutes", "new study", "reported", "stated"),
            ("80 inspectors", "", "own", "stated"),
        ],
    ),
    (
        "The thieves reportedly took 70 paintings. Lena Moss, 54, the curator, was away. She says the vault held 15 more.",
        &[("70 paintings", "", "own", "stated"), ("15 more", "Lena Moss", "reported", "stated")],
    ),
    (
        "\u{ab}Nous avons 50 wagons,\u{bb} the stationmaster, Luc Favre, said in Lille. The line carries 30 trains a day.",
        &[("50 wagons", "Luc Favre", "quoted", "stated"), ("30 trains", "", "own", "stated")],
    ),
    (
        "The party pledged to build 20,000 flats, but opponents said only 600 flats were finished last year. Would \
         another 100 flats help?",
        &[
            ("20,000 flats", "party", "reported", "target"),
            ("only 600 flats", "opponents", "reported", "stated"),
            ("another 100 flats", "", "own", "question"),
        ],
    ),
];

/// Single phenomena, in a sentence or two.
const SENTENCES: &[(&str, &[Said])] = &[
    ("The yard lost 46 boats, the mayor said.", &[("46 boats", "mayor", "reported", "stated")]),
    (
        "Peter Holm sold the yard.\n\n\"I have sold 46 boats,\" he said.\n\n\"There are 12 left.\"",
        &[("12", "Peter Holm", "quoted", "stated")],
    ),
    (
        "The union, which has 4,000 members, warned that 46 jobs could go.",
        &[("46 jobs", "union", "reported", "hypothetical"), ("4,000 members", "", "own", "stated")],
    ),
    ("Hill & Sons has announced plans to cut 46 jobs.", &[("46 jobs", "Hill & Sons", "reported", "target")]),
    (
        "The plan would cost £5m, a spokesman for the council told the Post.",
        &[("£5m", "spokesman for the council", "reported", "hypothetical")],
    ),
    ("A spokeswoman said: \"We have 46 boats. We need 12 more.\"", &[("12 more", "spokeswoman", "quoted", "stated")]),
    ("The minister said that \"46 boats\" were idle.", &[("46 boats", "minister", "quoted", "stated")]),
    ("46 boats idle, says mayor\n\nThe harbour is full.", &[("46 boats", "mayor", "reported", "stated")]),
    ("Police: 46 boats stolen\n\nThe harbour is full.", &[("46 boats", "Police", "reported", "stated")]),
    ("46 boats stolen - police\n\nThe harbour is full.", &[("46 boats", "police", "reported", "stated")]),
    ("Ana Lund, 46, runs the harbour.", &[("46", "", "own", "stated")]),
    ("The novel \"Forty Days\" sold 46 copies.", &[("46 copies", "", "own", "stated")]),
    ("He bought 46 copies of \"The Long Road\".", &[("46 copies", "", "own", "stated")]),
    ("The bank did not say how it would cut 46 jobs.", &[("46 jobs", "bank", "reported", "hypothetical")]),
    ("Will the bank cut 46 jobs? The board met on Monday.", &[("46 jobs", "", "own", "question")]),
    ("The bank is expected to cut 46 jobs.", &[("46 jobs", "", "own", "forecast")]),
    ("The bank has offered to buy 46 branches.", &[("46 branches", "", "own", "target")]),
    ("The bank has allegedly sold 46 branches.", &[("46 branches", "", "own", "disputed")]),
    (
        "As many as 46 boats may have sunk, officials believe.",
        &[("As many as 46 boats", "officials", "reported", "hypothetical")],
    ),
    (
        "Figures from the port authority show 46 boats were idle.",
        &[("46 boats", "port authority", "reported", "stated")],
    ),
    ("The latest figures, released on Monday, show 46 boats were idle.", &[("46 boats", "", "reported", "stated")]),
    (
        "Research by Lund University suggests 46 boats were idle.",
        &[("46 boats", "Lund University", "reported", "stated")],
    ),
    ("In its annual report, the trust said 46 boats were idle.", &[("46 boats", "trust", "reported", "stated")]),
    ("In 2009, the trust said, 46 boats were idle.", &[("46 boats", "trust", "reported", "stated")]),
    ("The port, he said, has 46 berths. Ola Berg is its master.", &[("46 berths", "", "reported", "stated")]),
    (
        "Ola Berg is the harbour master. The port, he said, has 46 berths.",
        &[("46 berths", "Ola Berg", "reported", "stated")],
    ),
    ("The firm made no more than 46 boats and employed 30 people.", &[("30 people", "", "own", "stated")]),
    ("'We had 46 boats,' Berg's widow said. 'Now we have 3.'", &[("3", "Berg's widow", "quoted", "stated")]),
    (
        "\"We had 46 boats,\" said Ola Berg, 61. \"Now we have 3,\" he added.",
        &[("61", "", "own", "stated"), ("have 3", "Ola Berg", "quoted", "stated")],
    ),
    ("Ola Berg said the port had 46 berths. It has lost 12 of them since.", &[("12", "", "own", "stated")]),
    (
        "Mr Berg said 46 boats sank and another 12 will be sold.",
        &[("another 12", "Mr Berg", "reported", "forecast"), ("46 boats", "Mr Berg", "reported", "stated")],
    ),
    (
        "Next year the port will add 46 berths, said Mr Berg, who has led it for 12 years.",
        &[("12 years", "", "own", "stated")],
    ),
    ("It is estimated that 46 boats sank.", &[("46 boats", "", "reported", "stated")]),
    ("An estimated 46 boats sank.", &[("46 boats", "", "own", "stated")]),
    ("The cost is put at £46m.", &[("£46m", "", "reported", "stated")]),
    (
        "The UN says 46 boats sank off Libya, though the coastguard puts the number at 30.",
        &[("number at 30", "coastguard", "reported", "stated")],
    ),
    ("Ministers have denied claims that 46 boats sank.", &[("46 boats", "Ministers", "reported", "disputed")]),
    ("The firm never paid the 46 sailors.", &[("46 sailors", "", "own", "stated")]),
    ("The port hopes to add 46 berths by 2020.", &[("46 berths", "port", "reported", "target")]),
    ("A man who had 46 cats has died, police said on Monday.", &[("46 cats", "police", "reported", "stated")]),
    (
        "Lund Marine, the boat builder, on Monday reported a loss of $46m.",
        &[("$46m", "Lund Marine", "reported", "stated")],
    ),
    ("The loss was $46m, Lund Marine reported on Monday.", &[("$46m", "Lund Marine", "reported", "stated")]),
    ("Speaking in Oslo, Mr Berg said he had sold 46 boats.", &[("46 boats", "Mr Berg", "reported", "stated")]),
    ("Asked about the deal, Ms Lund said: \"We paid $46m.\"", &[("$46m", "Ms Lund", "quoted", "stated")]),
    ("Ms Lund thinks the firm paid $46m.", &[("$46m", "Ms Lund", "reported", "stated")]),
    ("The firm paid $46m, Ms Lund wrote in her blog.", &[("$46m", "Ms Lund", "reported", "stated")]),
    (
        "Harrow Marine shed 46 jobs last year and, according to Ms Lund, may shed 12 more.",
        &[("12 more", "Ms Lund", "reported", "hypothetical")],
    ),
];

/// How many figures of the passages are right in each of the three fields, how many figures there are, and what is
/// wrong.
#[derive(Default)]
struct Score {
    figures: usize,
    right: [usize; 3],
    wrong: Vec<String>,
}

impl Score {
    fn add(&mut self, extractor: &Extractor, text: &str, said: &[Said]) {
        let document = Document { text: text.to_owned(), ..Document::default() };
        let (mut scratch, mut claims) = (Scratch::default(), Vec::new());
        extractor.extract(&document, &mut scratch, &mut |claim| claims.push(claim.clone()));
        for &(quote, speaker, attribution, modality) in said {
            let claim = claims
                .iter()
                .find(|claim| claim.quote.of(text).contains(quote) || quote.contains(claim.quote.of(text)));
            let claim = claim.unwrap_or_else(|| panic!("no claim `{quote}` in {text}"));
            self.figures += 1;
            let pairs = fields(claim, text).into_iter().zip([speaker, attribution, modality]).enumerate();
            for (field, (found, expected)) in pairs {
                self.right[field] += usize::from(found == expected);
                if found != expected {
                    self.wrong.push(format!("{quote}: found `{found}`, not `{expected}`, in\n  {text}"));
                }
            }
        }
    }
}

fn fields<'t>(claim: &Claim, text: &'t str) -> [&'t str; 3] {
    let speaker = claim.speaker.map_or("", |speaker| speaker.of(text));
    [speaker, claim.attribution.as_str(), claim.modality.as_str()]
}

#[test]
fn passages() {
    let extractor = Extractor::new(RuleSet::shipped());
    let mut score = Score::default();
    PASSAGES.iter().chain(SENTENCES).for_each(|(text, said)| score.add(&extractor, text, said));
    let Score { figures, right, wrong } = score;
    assert!(
        wrong.is_empty(),
        "of {figures} figures, speaker {}, attribution {}, modality {} are right; not these:\n{}",
        right[0],
        right[1],
        right[2],
        wrong.join("\n")
    );
}
