//! Hard cases by phenomenon. `¦` marks where a sentence ends, but for the end of the text.
#![cfg(feature = "shipped")]

use claimsift_sentences::{SentenceTables, Splitter};

/// A text with `¦` at the end of each sentence but the last, as the shipped tables split it.
fn marked(splitter: &Splitter, text: &str) -> String {
    let mut marked = String::new();
    let mut copied = 0;
    for sentence in splitter.split(text) {
        if sentence.span.end < text.trim_end().len() {
            marked.push_str(&text[copied..sentence.span.end]);
            marked.push('¦');
            copied = sentence.span.end;
        }
    }
    marked + &text[copied..]
}

fn assert_splits(cases: &[&str]) {
    let splitter = Splitter::new(SentenceTables::shipped());
    let wrong: Vec<String> = cases
        .iter()
        .map(|case| (case, marked(&splitter, &case.replace('¦', ""))))
        .filter(|(case, split)| split != *case)
        .map(|(case, split)| format!("\n  wanted {case:?}\n  got    {split:?}"))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:{}", wrong.len(), cases.len(), wrong.concat());
}

#[test]
fn abbreviations() {
    assert_splits(&[
        "On Sept. 14 the dam held.¦ By Oct. 3 it had not.",
        "The U.N. General Assembly met for 3 hours.¦ The U.S. Senate did not.",
        "She picked apples in the U.S. until the first frost.¦ She paid tax in the U.S.¦ The bill was high.",
        "The stake cost $1.2 bn.¦ It now yields 4 p.c.¦ They sold it.",
        "Party No. 10 members voted.¦ His rank was no. 10.¦ The other was no. 9.",
        "Do you want it?¦ No.¦ He walked off.",
        "The fine is Rs. 500 for cars and Rs. 1,500 for lorries.",
        "Growth was 5.5 p.c. in the north and 2 p.c. in the south.",
        "The vote began at 9 p.m. and ended at 11 p.m.¦ The hall emptied.",
        "The vote ended at 11 p.m. Tuesday in the hall.",
        "At 7 a.m. Mrs. Orr rang the bell.¦ She stopped at 8 a.m.¦ Mr. Orr slept.",
        "Shares of Pell Inc. rose.¦ It bought Marsh & Co.¦ The price was $40m.",
        "Lt. Col. Hana Suzuki and Maj. Gen. Abel Roy signed it.",
        "Gov. Ruiz, Sen. Dahl and Rep. Moe (D., Ohio) met Dr. Vance.",
        "In mid-Jan. snow fell.¦ In late Feb. it thawed.",
        "See pp. 12 to 15, Fig. 3 and Art. 7 of vol. 2.¦ Then see ch. 4.",
        "The house on Elm St. has 9 rooms.¦ St. Olaf had none.",
        "They sold nails, rope, etc. at the fair.¦ They bought tin, lead, etc.¦ The fair closed.",
        "It drew approx. 300 people, i.e. Half of the village.",
        "He studied in Washington D.C. and then in Cambridge, Mass. before the war.",
        "Dr. Amy Lund, Ph.D., was 40.¦ John Orr Jr. was 60.",
    ]);
}

#[test]
fn names_and_initials() {
    assert_splits(&[
        "By J. P. Rao and T. S. Menon.¦ The men met in 1990.",
        "Mary J. Hale won 52 percent.¦ Peter K. Bo won 48.",
        "Nobody knew but Ruth and I.¦ Was Edwin I. Moss told?",
        "Yahoo! Inc. cut 400 jobs.¦ Yahoo! in Leeds cut 12.",
        "W.E.B. Marsh wrote 9 books.¦ J.R. Pell wrote 8.",
        "It happened in World War I.¦ The next war was worse.",
    ]);
}

#[test]
fn numbers() {
    assert_splits(&[
        "Prices rose 3.2 percent to $4.50.¦ Wages rose 1.1 percent.",
        "It measured 6.7 in 1999.¦ 35 people died.",
        "He was born in 1961.¦ She was born in 1964.",
        "Version 2.0.1 costs $5.¦ Version 3 is free.",
        "The rate was .5 percent.¦ It is 0.7 now.",
        "The index fell to 1,021.46.¦ Volume was thin.",
    ]);
}

#[test]
fn quotations_and_brackets() {
    assert_splits(&[
        "\"We won.\"¦ She smiled at the 40 fans.",
        "\"Did 30 come?\" she asked.¦ \"Yes!\" he said.",
        "\"Who will pay?\" said Mr. Orr.¦ Nobody knew.",
        "“How many died?” Asha Rao asked.¦ “Nine.”¦ He left.",
        "He said \"I won't go.\" and sat down.",
        "The mill (It closed in 1971.) was sold.¦ (The price was $2m.)¦ It burned.",
        "‘It fell by 5 percent.’¦ ‘By how much?’¦ ‘Five.’",
        "She called it \"a crime!\", and left.",
        "Ships sank.¦ (Staff/Ida Moe)",
        "He won (how?) in 1990.¦ He lost in 1994.",
        "The play Viva! (1965) ran for 300 nights.¦ It closed.",
    ]);
}

#[test]
fn ellipses() {
    assert_splits(&[
        "It was cold... and the 9 men knew it.",
        "It was cold...¦ The 9 men left.",
        "\"We … hope that 40 will come.\"¦ He paused.",
        "The sum . . . was paid in 1991.¦ Nobody knew.",
        "They never paid....¦ The bailiffs came.",
    ]);
}

#[test]
fn lists_and_marks() {
    assert_splits(&[
        "1. The river rose.¦ 2. The bridge fell.¦ 3. The road shut.",
        "1) The river rose¦ 2) The bridge fell¦ 3) The road shut",
        "• Nine dead¦ • Forty hurt¦ • Two missing",
        "• Nine dead.¦\n• Forty hurt¦\n• Two missing",
        "- Nine dead¦\n- Forty hurt¦\n- Two missing",
        "The causes: 1. The rain was heavy.¦ 2. The dam was old.",
        "2.1. Results¦\nThe yield was 40 percent.",
        "IV. The Mill¦\n\nIt was built in 1840.",
        "It has two causes, 1) rain and 2) rust, says the report.",
    ]);
}

#[test]
fn citations_and_law() {
    assert_splits(&[
        "The yield was 4 percent.[12]¦ It rose later.",
        "The yield was 4 percent. [3] [4]¦ It rose later.",
        "In Hart v. Boone the court cited § 5 and Art. 12 of the act.¦ Boone lost.",
        "As others found [3, 7], it fell.¦ We agree.",
    ]);
}

#[test]
fn addresses_of_the_net() {
    assert_splits(&[
        "Visit www.ostley.example/a?b=1 or write to ida.moe@ostley.example for 2 tickets.",
        "The site eastlake.example reported 9 deaths.¦ It closed.",
        "See https://ostley.example.¦ It has 40 pages.",
        "He opened the file plan.v2.pdf on Monday.",
    ]);
}

#[test]
fn spaces_that_are_missing() {
    assert_splits(&[
        "The road shut at noon.¦The driver slept.",
        "Nine died on the road.¦(Staff/Ida Moe)",
        "Is it 40?¦Nobody knew.",
    ]);
}

#[test]
fn other_scripts() {
    assert_splits(&[
        "価格は５％上昇した。¦誰も怪我をしなかった。",
        "他说：“有三十人。”¦然后他走了！¦真的吗？",
        "هل ارتفع السعر؟¦ نعم.",
        "कीमत 5 प्रतिशत बढ़ी।¦ सब चुप थे।",
        "Цена выросла на 5 процентов.¦ Никто не знал.",
        "Η τιμή αυξήθηκε 5%.¦ Κανείς δεν ήξερε.",
    ]);
}

#[test]
fn wraps() {
    assert_splits(&[
        // Prose at 70 columns: the line ends are spaces, whatever begins the next line.
        "The ministry of transport said on Monday that the bridge over the river\nOst would cost 40 million dollars, a third more than it had said before\nthe vote.¦ Work begins in May, and the minister expects no further delay of\nthe kind that held up the tunnel.",
        "The mills of the northern valley turned out less cloth last year than in\n1990, the board said, and output of the southern mills went down by 3.\n2 per cent over the same months of the year, the first fall since 1971.",
        "Officials of the two countries met in the capital for three hours and\nsigned a pact.¦\n    The pact covers trade in wheat.¦ It was signed by Mr. Orr, who\nleads the mission.",
        "He said that nobody in the village of Lower Ostley, not even the vicar,\nDr. Amos Pell, had known of the 40 tons of waste under the school.",
    ]);
}

#[test]
fn line_ends() {
    assert_splits(&[
        "Bridge shuts after 40 years¦\n11:20, May 07, 2013¦\nShare | Save | Print¦\nThe bridge over the Ost was shut on Monday.",
        "Bridge shuts¦\n\nBy Ida Moe¦\n\nOSTLEY, May 9 -- The bridge was shut.",
        "Nine men stand on the bridge over the Ost¦\n\nThe bridge was shut.",
        "【1】 【2】 【3】¦\n\n\nThe bridge was shut.",
        "Year\tTons¦\n1990\t400¦\n1991\t420",
        "Apples    12¦\nPears     9¦\nPlums     1",
        "First line.¦\r\n\r\nSecond line.",
        "One paragraph stands here on a single line, and it is by far too long to be a line that somebody wrapped at some column.¦\nThe next one stands here on a single line, too, and it is as long as the first one was, or maybe even a little longer.",
        "Eggs¦\nMilk¦\nBread",
    ]);
}

/// Written from the list of phenomena alone, after the rules.
#[test]
fn second_set() {
    assert_splits(&[
        "The strike began on Sept. 4 and ended on Fri. Oct. 12.¦ About 3,000 drivers took part.",
        "U.N. inspectors arrived at noon.¦ They left the U.N.¦ That was the last visit of 2003.",
        "Exports to the U.S.¦ The figures show a fall of 9 percent.",
        "Lending reached 4.6 bn.¦ The bank expects 5 bn. next year.",
        "Convoy No. 10 members were freed; his house was no. 10 and hers No. 12.",
        "Tickets cost Rs. 75, and a season pass Rs. 2,000.¦ Children pay half.",
        "Unemployment stood at 5.5 p.c. in May.¦ It had been 6.1 p.c. a year before.",
        "Polls close at 8 p.m. Eastern time.¦ Turnout by 3 p.m. was 41 percent.¦ By 6 p.m. it was 55.",
        "He phoned at 10 p.m.¦ She did not answer.",
        "By J. K. Osei and Ruth B. Amdahl¦\n\nACCRA, June 3 - The port reopened.",
        "Lt. Col. R. N. Singh told reporters that 14 men were missing.¦ Col. Singh gave no names.",
        "Shares in Yum! Brands fell 2 percent, while those of Yahoo! Inc. rose 4 percent.",
        "Inflation slowed to 3.1 per cent from 3.4 per cent.¦ Analysts had expected 3.3.",
        "Output in the six months to the end of June rose at an annual rate of 3.\n2 per cent, the bureau said on Wednesday in a report on the economy.",
        "\"I wonder...\" he began.¦ \"If we sell 40 cows...\"¦ He never finished.",
        "The minister said: \"We will build 400 schools.\"¦ The hall applauded.",
        "(The survey covered 1,200 homes.)¦ It was carried out in April.",
        "\"Are there 50 or 60?\" said the clerk.¦ \"Sixty!\" came the answer.",
        "He asked, ‘How many?’ and got no reply.",
        "What went wrong:¦\n• The pump failed at 02:10¦\n• Two valves stuck¦\n• No alarm rang",
        "1. Fill the tank.¦\n2. Open valve B.¦\n3. Wait 10 minutes.",
        "Steel prices rise for third month¦\n\nBy a staff writer¦\n\nSteel cost $410 a ton in March.",
        "A woman sells melons at the market of Kasu, June 4, 2011 (Photo: I. Moe)¦\n\nThe market opened in 1950.",
        "The commission, which has sat since last autumn, heard evidence from 140\nwitnesses, among them Mr. Justice Amory and the head of the Port\nAuthority, before it closed its inquiry.¦ The report is due in\nMarch.",
        "First part of the page.¦\n\n\n\nSecond part of the page.",
        "The talks went on.¦\n\n【1】 【2】 【3】 【4】¦\n\nPrint¦\n\nThe talks failed.",
        "Floods cut road¦\n\n08:40, March 02, 2011¦\n\nNine villages were cut off.",
        "Country | Dead | Hurt¦\nNorland | 12 | 40¦\nSudland | 9 | 31",
        "More at http://news.ostley.example/2010/05/a.html?id=9.¦ Write to desk@ostley.example.¦ We read all of it.",
        "The drug cut deaths by 18 percent [12].¦ A later trial found no effect.[13, 14]¦ It had 900 patients.",
        "In Roe v. Marsh, 410 U.S. 113, the court read Art. 3 and § 5 together.¦ It was split 5-4.",
        "今年的产量是40吨。¦去年是35吨！¦明年呢？",
        "كم العدد؟¦ تسعة.¦ شكرا.",
        "यह 1950 में बना।¦ अब यह बंद है।",
        "Mr. and Mrs. Dahl gave $5,000, e.g. for books, to the Univ. of Oslo.",
        "Sales of Orbit Ltd. Chairman Ray Poe's firm fell.¦ Orbit Ltd.¦ It makes pumps.",
        "The storm hit at 4 a.m. on Jan. 5.¦ Approx. 600 homes lost power.",
        "He grew up in St. Paul, Minn.¦ His father sold cars.",
        "The par. 5 rule and par. 6 were cut.¦ Golfers know that the 9th hole is a par.¦ They like it.",
        "\"It is over,\" the coach said.¦ \"We lost 3-1.¦ We were slow.\"",
    ]);
}
