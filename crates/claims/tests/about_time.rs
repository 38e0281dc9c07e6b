//! The times that figures are about: a sentence, the day of its document, and the time of the marked figure.

use claimsift_claims::{Context, Discourse, Engine, Places, RuleSet, Scratch};
use claimsift_text::Span;

/// The time of the figure in `[[ ]]`; empty when it has none.
fn about_time(engine: &Engine, date: &str, marked: &str, block_kind: &str) -> String {
    let start = marked.find("[[").expect("a mark");
    let end = marked.find("]]").expect("the mark's end") - 2;
    let text = marked.replace("[[", "").replace("]]", "");
    let (places, discourse) = (Places::default(), Discourse::default());
    let date = date.parse().ok();
    let sentence = Span::new(0, text.len());
    let context = Context { text: &text, sentence, block_kind, places: &places, discourse: &discourse, date };
    let mut scratch = Scratch::default();
    let claims = engine.sentence(&context, &mut scratch);
    let claim = claims.iter().find(|claim| claim.quote.overlaps(Span::new(start, end)));
    claim.expect(marked).about_time.map_or_else(String::new, |time| time.to_string())
}

fn check(rows: &[(&str, &str)], date: &str) {
    let engine = Engine::new(RuleSet::shipped());
    let wrong: Vec<String> = rows
        .iter()
        .map(|&(time, text)| (time, text, about_time(&engine, date, text, "paragraph")))
        .filter(|(time, _, found)| time != found)
        .map(|(time, text, found)| format!("{time:?} is {found:?}: {text}"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Sunday.
const DAY: &str = "2010-05-09";

#[test]
fn each_sort_of_time_is_told() {
    check(
        &[
            ("1945-08", "In August 1945 some [[12,000 dockers]] walked out."),
            ("1937/1945", "Between 1937 and 1945 the mill lost [[310 workers]]."),
            ("2005-34", "The port handled [[4.1 million tonnes]] in the second quarter of 2005."),
            ("2007/..", "Since 2007 the fund has paid for [[64 schools]]."),
            ("2009", "Last year [[38 percent]] of the town's shops stood empty."),
            ("2010-05-08", "A ferry sank on Saturday with [[45 people]] on board."),
            ("1945", "The bridge was built 65 years ago by [[300 prisoners]]."),
            ("2009", "Turnover rose to [[£8m]] in 2009 from £6m in 2008."),
            ("2008", "Turnover rose to £8m in 2009 from [[£6m]] in 2008."),
            ("", "The district has [[14 doctors]], up from 9 in 2001."),
            ("198X", "Unemployment in the 1980s reached [[17 percent]]."),
            ("2030", "The plant will employ [[900 people]] by 2030."),
            ("2010-33", "In the first quarter the airline carried [[2.3 million passengers]]."),
            ("2010-05", "Sales fell [[4 percent]] this month."),
            ("", "The minister said on Friday that [[70 clinics]] had closed."),
            ("2000/2010", "Over the past 10 years [[5,000 hectares]] of forest were lost."),
            ("2009-35", "Profit in Q3 2009 was [[€3.2m]]."),
            ("2010-05-08", "[[Twelve people]] died yesterday when a bus left the road."),
            ("", "The school has [[640 pupils]] and 31 teachers."),
            ("2009-04/2010-03", "Exports in the year to March came to [[$71m]], against $64m a year earlier."),
        ],
        DAY,
    );
}

#[test]
fn a_figure_finds_its_time_in_the_sentence() {
    check(
        &[
            ("1968", "The dam was finished in 1968 at a cost of [[$40 million]]."),
            ("1939/1945", "From 1939 to 1945 the yard launched [[61 ships]]."),
            ("2009", "Output grew [[3.2 percent]] last year, the statistics office said on Friday."),
            ("2009", "The firm made a profit of [[£2.1m]] in the year to December 2009."),
            ("2010-02", "[[Eleven miners]] were buried in February when a shaft fell in."),
            ("2009-11", "The council bought [[six buses]] last November."),
            ("2010-05-06", "Voters in [[40 towns]] went to the polls on Thursday."),
            ("2010-05-15", "The hall will open on Saturday with [[600 seats]]."),
            ("2010-04", "[[Three bridges]] were closed last month."),
            ("2010-04-26/2010-05-02", "Rain fell on [[five days]] last week."),
            ("2011", "The company will build [[200 flats]] next year."),
            ("2012", "By the end of 2012 the fund will have lent [[€9 billion]]."),
            ("199X", "In the late 1990s the town lost [[2,000 jobs]]."),
            ("2009-33", "Revenue was [[$12.4 million]] in the first quarter of last year."),
            (
                "2009-33",
                "Revenue was $15.1 million, compared with [[$12.4 million]] in the first quarter of last year.",
            ),
            ("2008", "Profit was 6 percent in 2009, down from [[8 percent]] a year earlier."),
            ("2009", "Profit was [[6 percent]] in 2009, down from 8 percent a year earlier."),
            ("2001/..", "The agency has paid out [[$800 million]] since 2001."),
            ("../2003", "Until 2003 the line carried [[9,000 passengers]] a day."),
            ("1974", "It was the worst year since 1974, when the pit lost [[90 men]]."),
            ("2006", "The museum, which opened in 1988, had [[210,000 visitors]] in 2006."),
            ("2010-05-08", "Police said [[14 people]] were arrested on Saturday."),
            ("2009", "In 2009, while exports fell, imports rose by [[4 percent]]."),
            ("2009", "Exports fell in 2009, and [[1,100 jobs]] were cut."),
            ("2009", "In 2009 exports fell 3 percent but imports rose by [[4 percent]]."),
            ("2010-05-09", "On May 9, 2010, [[12 runners]] fell ill."),
            ("2009-10-14", "The strike of [[300 drivers]] began on 14 October."),
            ("1980~", "Three decades ago the parish had [[70 farms]]."),
            ("2010-03", "Two months ago the same flight cost [[£90]]."),
            ("2009-05/2010-05", "Rents have gone up [[11 percent]] over the past year."),
            ("2010/2015", "The ministry will hire [[500 nurses]] over the next five years."),
            ("2009-22", "Last summer [[41 swimmers]] drowned."),
            ("1947-24", "In the winter of 1947 [[2,000 sheep]] died."),
            ("2009-41", "Orders rose [[8 percent]] in the second half of 2009."),
            ("2008/2009", "The club lost [[£4m]] in 2008/09."),
            ("2009", "2009 sales rose [[7 percent]] to £61m."),
            ("2009", "The group posted a 2009 profit of [[£5.2m]]."),
            ("2009-01/2009-09", "In the first nine months of 2009 the port handled [[2 million tonnes]]."),
            ("2005-08-29", "On Aug. 29, 2005, the storm killed [[more than 1,800 people]]."),
            ("2010", "So far this year [[18 cyclists]] have died."),
            ("2007", "The fair drew 60,000 people in 2006 and [[75,000]] in 2007."),
            ("2006", "The fair drew [[60,000 people]] in 2006 and 75,000 in 2007."),
            ("2007", "Costs went from £2m in 2006 to [[£3m]] in 2007."),
            ("2006", "Costs went from [[£2m]] in 2006 to £3m in 2007."),
            ("2010-05-07", "The ministry on Friday closed [[nine schools]]."),
            ("2010-33", "First-quarter sales were [[$30 million]]."),
            ("2010-33", "Sales in Q1 were [[$30 million]]."),
            ("2009", "The town (2009: [[4,100 people]]) has no station."),
            ("19XX", "In the last century the lake shrank by [[a third]]."),
            ("2020", "The budget foresees [[40 wards]] in 2020."),
            ("2010-08", "The factory will close in August with the loss of [[350 jobs]]."),
            ("2010-05-09", "More than [[70 people]] died early on Sunday."),
        ],
        DAY,
    );
}

#[test]
fn times_of_something_else_are_not_taken() {
    check(
        &[
            ("", "Revenue was [[$15.1 million]], compared with $12.4 million in the first quarter of last year."),
            ("", "Traffic is [[12 percent]] higher than in 2005."),
            ("", "Sales rose [[5 percent]] on last year."),
            ("", "Wages are now [[7 percent]] below the level of 1999."),
            ("", "It was the lowest price since 1995, at [[40 dollars a tonne]]."),
            ("", "The council spent [[£3m]] before 2001 on the pool."),
            ("", "Police said on Saturday that [[14 people]] had been arrested."),
            ("", "The bank reported a loss of [[$4 million]] on Tuesday."),
            ("", "Exports fell 3 percent in 2009 but imports rose by [[4 percent]]."),
            ("", "The 2008 crisis cost the town [[700 jobs]]."),
            ("", "The bridge is [[120 years]] old."),
            ("", "They waited [[two hours]] for a bus."),
            ("", "The ministry on Friday said [[nine schools]] had closed."),
        ],
        DAY,
    );
}

#[test]
fn without_a_day_only_what_is_written_out_is_told() {
    check(
        &[
            ("2005-08-29", "On Aug. 29, 2005, the storm killed [[more than 1,800 people]]."),
            ("", "Last year the storm killed [[more than 1,800 people]]."),
            ("1943-03/1943-05", "Between March and May 1943 the squadron flew [[310 sorties]]."),
        ],
        "",
    );
}

#[test]
fn reports_of_companies_compare_their_years() {
    check(
        &[
            ("1986-36", "Net income fell to [[$2.1 mln]] in the fourth quarter of 1986."),
            ("1986", "Brackley Mills said 1986 net profit rose to [[31 mln stg]] from 27 mln."),
            ("1985", "Turnover was 410 mln stg against [[388 mln]] in 1985."),
            ("1986", "Turnover was [[410 mln stg]] in 1986 against 388 mln in 1985."),
            ("1985", "The 1986 dividend is 9p, up from [[8p]] in 1985."),
            ("1985/1986", "Imports were put at [[2.4 mln tonnes]] in the 1985/86 season."),
            ("1987-01", "Unemployment fell to [[11.1 pct]] in January."),
            ("1986-12", "Unemployment fell to 11.1 pct in January from [[11.3 pct]] in December."),
        ],
        "1987-03-04",
    );
}

#[test]
fn news_and_histories_tell_days_and_years() {
    check(
        &[
            ("2016-06-17", "[[Two climbers]] fell to their deaths late on Friday."),
            ("", "The mayor told reporters on Friday that [[two climbers]] had died."),
            ("2016-06-17", "The mayor told reporters that [[two climbers]] died on Friday."),
            ("2016-06-18/2016-06-19", "The fair drew [[40,000 visitors]] at the weekend."),
            ("2016-06-18/2016-06-19", "The fair drew [[40,000 visitors]] last weekend."),
            ("2001", "In 2001 the factory, which had opened ten years before, made [[5,000 cars]]."),
            ("", "Of the workers hired since the merger, [[40]] have left."),
            ("1999/2005", "The mine produced [[7 tonnes]] of gold from 1999 until 2005."),
            ("2015-12", "In December last year the shelter took in [[300 dogs]]."),
            ("2015-23", "The fleet landed [[80 tonnes]] of herring in the autumn of 2015."),
            ("2018", "By 2018 the line is to carry [[12 million passengers]] a year."),
            ("2015", "The charity fed 30 families a week in 2010 and [[210]] in 2015."),
            ("2010", "The charity fed [[30 families]] a week in 2010 and 210 in 2015."),
            ("2015", "Some [[1,100 homes]] were built in 2015, 12 percent more than in 2014."),
            ("2015", "Some 1,100 homes were built in 2015, [[12 percent more]] than in 2014."),
            ("2014", "Some 1,100 homes were built in 2015, compared with [[980]] in 2014."),
            ("", "Her book of 1988 sold [[90,000 copies]]."),
            ("2013/..", "Since 2013, [[14 wells]] have run dry."),
            ("2011", "A fire in 2011 destroyed [[26 shops]]."),
            ("1996", "Twenty years ago there were [[9 pubs]] in the village."),
            ("", "There are [[9 pubs]] in the village, founded in 1311."),
            ("1931", "[[Sixty sailors]] drowned when the ship sank in 1931."),
            ("2016-07", "The festival is due to bring [[8,000 campers]] to the island in July."),
            ("2015-07", "The festival brought [[8,000 campers]] to the island in July."),
            ("2016-06-19", "Rovers won [[3-1]] at Aldmoor on Sunday."),
            ("2016-06-19", "Rovers won 3-1 at Aldmoor on Sunday in front of [[9,200 fans]]."),
            ("2016-06-13/2016-06-19", "Shares in the mill lost [[8 percent]] last week."),
            ("2015-34", "Exports in the second quarter of last year came to [[$3.1 billion]]."),
            ("2016-06-19", "At least [[31 people]] were hurt Sunday when a balcony gave way."),
            ("2009", "The bank lost [[$40 million]] in fiscal 2009."),
            ("2009", "In calendar year 2009 the bank lost [[$40 million]]."),
            ("2015-06/2016-06", "In the past year the clinic saw [[600 patients]]."),
            ("2016-03/2016-06", "Over the last three months rents rose [[2 percent]]."),
            ("1944-06-06", "On 6 June 1944 the yard sent out [[19 ships]]."),
            ("1944-06", "The yard sent out [[19 ships]] in June of 1944."),
            ("", "He wrote in 2009 that [[19 ships]] had been sold."),
            ("187X", "During the 1870s the county lost [[a third]] of its people."),
            ("2016", "This year [[eleven]] species of moth came back."),
            ("2012-40", "Car sales rose [[4 percent]] in the first half of 2012."),
            ("2014-35", "Third-quarter 2014 revenue was [[$9.1 million]]."),
            ("1780", "The church, built in 1780 for [[300 worshippers]], is to close."),
            ("2015-10-01/2016-03-31", "In the six months to March 31 the group lost [[£3m]]."),
            ("2015-10/2016-03", "In the six months ended in March the group lost [[£3m]]."),
            ("2003/2013", "Prices went up by [[72 percent]] in the ten years to 2013."),
            (
                "2015-03-06",
                "At 2.39 a.m. on March 6 of last year, in a town of 8,500 souls, [[one train]] struck another.",
            ),
            ("2014-11-19", "He said officers raided a shed on November 19, 2014 and found [[80 guns]]."),
            ("2016-05-24", "Output peaked at [[7,480 tonnes]] on the afternoon of 24 May, a Tuesday."),
            ("2016-05", "Forecasters expect inflation to ease to 4.2%, from [[4.8%]] in May."),
            ("1986", "It sank in 1986, when it carried 30 cars, or [[60 tonnes]], on two decks."),
            ("", "He reckoned his loss at £10m, [[three times]] what he made in 2010."),
            ("2016-06-20", "PELL, June 20, 2016 (Northern Wire) - On Monday [[400 miners]] walked out."),
            ("", "PELL, June 20, 2016 (Northern Wire) - Some [[400 miners]] have walked out."),
        ],
        "2016-06-20",
    );
}

#[test]
fn captions_and_lists_tell_only_what_is_written_out() {
    let engine = Engine::new(RuleSet::shipped());
    for (time, text) in [
        ("", "Tugs pull [[two ferries]] ashore on Saturday."),
        ("2010-05-06", "Tugs pull [[two ferries]] ashore in Pell on Thursday, May 6, 2010."),
        ("1988", "The crew of [[40 men]] in 1988."),
    ] {
        assert_eq!(about_time(&engine, "", text, "caption"), time, "{text}");
    }
}
