//! The grammar: one row for each way of saying when.
//!
//! A row is a name (which becomes the mention's `rule`), a [pattern](super::pattern) and what the words mean. The longest match at a token wins; of equals the
//! first row. A meaning of `None` says that the words are no date after all. Parts like "early", "the end of" and "on Thursday" after a clock time are not
//! rows here: [`compose`](super::compose) puts them around what the rows find.

use super::{
    clock::{clock, clock_in_part, clock_in_words, part, part_away, part_phase, part_step, timestamp},
    code::{code, holiday as holiday_rule},
    expression::{Base, Count, Expression, HolidayRule, Named, Shape, Shift, Unit, YearOf},
    found::Found,
    length::{
        age, bare_units, day_before, edge_of, half_more, half_unit, hence, length, length_told, long, long_length, long_unit, offset, one, one_day,
        reference, reference_adjective, the_years, time_hence, two_steps, unit_and_more, unit_end, unit_part, units_away,
    },
    lexicon::Class,
    nth::{day_ago, day_of_month, half_away, nth, period_ago, the_nth},
    quarter::{business, half, half_alone, quarter, quarter_year_ago, years},
    season::{century, decade, decade_era, decade_in_words, season, season_bare, season_next, seasons_away, year_era},
    set::{every, every_half, every_other, plural, rate, repeat, set, times, weekday_parts},
    term::Term,
};

/// What the words mean, or nothing.
pub(crate) type Meaning = fn(&Found<'_, '_, '_>) -> Option<Expression>;

/// A way of saying when: name, pattern, meaning.
pub(crate) type Rule = (&'static str, &'static str, Meaning);

/// The grammar.
pub(crate) const RULES: &[Rule] = &[
    // "one day" is none that can be counted.
    ("one-day", "REFERENCE_DAY", one_day),
    // Days.
    ("numeric-date", "NUMERIC", numeric),
    ("timestamp", "STAMP", timestamp),
    ("full-date", "(WDAY ,? the? )? MON DAY ,? YEAR ERA?", month_day),
    ("full-date", "(WDAY ,? the? )? DAY of? MON ,? YEAR ERA?", month_day),
    // "This Thursday, May 7, 2020, file photo"
    ("full-date", "SHIFT WDAY ,? MON DAY ,? YEAR", month_day),
    ("full-date", "the DAY|ORD of MON ,? YEAR", month_day),
    ("full-date", "MON DAY ,? YEAR2", month_day),
    ("full-date", "DAY MON ,? YEAR2", month_day),
    ("full-date", "DAY - MON - YEAR", month_day),
    // The year stands at the end of the row: "July 1 to July 3, 1863".
    ("full-date", "[ MON DAY ] -|to|and|or|through|until|till MON DAY ,? YEAR", month_day),
    ("full-date", "[ DAY MON ] -|to|and|or|through|until|till DAY MON ,? YEAR", month_day),
    ("full-date", "[ MON DAY ] and|or DAY ,? YEAR", month_day),
    ("full-date", "[ MON DAY ] , DAY ,? and|or DAY ,? YEAR", month_day),
    ("full-date", "[ MON DAY ] , DAY , DAY ,? and|or DAY ,? YEAR", month_day),
    ("attack-day", "[ MON DAY ] ATTACK", attack_day),
    ("month-day", "(WDAY ,? the? )? MON DAY", month_day),
    ("month-day", "(WDAY ,? the? )? DAY of? MON", month_day),
    ("month-day", "the DAY|ORD of MON", month_day),
    ("month-day", "MON the ORD", month_day),
    ("month-day", "[ DAY ] and|or DAY of? MON (,? YEAR )?", month_day),
    ("month-day-year-step", "MON DAY ,? (of )? the? SHIFT|SHIFT_TEXT year", month_day),
    ("month-day-year-step", "DAY MON ,? (of )? the? SHIFT|SHIFT_TEXT year", month_day),
    ("day-range", "MON DAY -|to|through DAY (,? YEAR )?", day_range),
    ("day-range", "DAY -|to|through DAY of? MON (,? YEAR )?", day_range),
    ("day-range", "NUM / DAY of? MON (,? YEAR )?", day_pair),
    ("event-day", "EVENT_DAY", event_day),
    ("event-day", "EVENT_DAY_ALONE", event_day),
    ("set-weekdays", "[ WEEKDAY ] and|or|, WEEKDAY PART_PLURAL", weekday_parts),
    ("weekday", "[ WEEKDAY ] -|to|through|until|till WEEKDAY", weekday_until),
    ("weekday", "WEEKDAY", weekday),
    ("weekday", "on the [ WEEKDAY ]", weekday_told),
    ("set-weekdays", "WEEKDAY -|to|through|until WEEKDAY", office_days),
    ("weekday-step", "the next WEEKDAY", weekday_next),
    ("weekday-step", "the WEEKDAY before last", |f| weekdays_away(f, -2)),
    ("ago", "QTY WEEKDAYS AGO", |f| weekdays_away(f, -counted(f)?)),
    ("hence", "QTY WEEKDAYS HENCE", |f| weekdays_away(f, counted(f)?)),
    ("weekday", "on|since|until|till|by|late|early [ WEEKDAY_SHORT ] .", |f| if f.leads_to_date() { None } else { weekday(f) }),
    ("weekday-step", "SHIFT|SHIFT_PAST|SHIFT_TEXT WEEKDAY", weekday),
    ("weekday-step", "this SHIFT_PAST WEEKDAY", weekday),
    ("weekday-of-week", "WEEKDAY of? SHIFT|SHIFT_TEXT week", weekday),
    ("deictic", "DEICTIC", deictic),
    ("holiday", "HOLIDAY (,? YEAR )?", holiday),
    ("holiday", "SHIFT HOLIDAY", holiday),
    ("holiday", "HOLIDAY SHIFT|SHIFT_TEXT year", holiday),
    ("holiday-weekend", "the? SHIFT? HOLIDAY weekend (,? YEAR )?", holiday_weekend),
    // Months, seasons, years and longer.
    ("month-year", "MON ,? of? YEAR", month),
    ("month-year", "MON YEAR2", month),
    ("month-year", "[ YEAR MON ] -|:", |f| if f.starts_sentence() && f.is_year() { month(f) } else { None }),
    ("month-year", "[ MON ] -|to|and|or|through|until|till PHASE? MON ,? YEAR", month),
    ("month", "MON", month),
    ("month", "[ MONTH_WORD ] HAPPENING", month_of_event),
    ("month-step", "SHIFT|SHIFT_PAST|SHIFT_TEXT MON", month),
    ("month-step", "this SHIFT_PAST MON", month),
    ("month-step", "the next MON", |f| Some(named(Named::Month(f.number(Term::Mon)?), YearOf::Open, Some(AFTER)))),
    ("month-step", "MON of? the? SHIFT|SHIFT_TEXT year", month),
    ("season-year", "the? SEASON|SEASON_WORD (of )? YEAR", season),
    ("season-year", "the? SEASON|SEASON_WORD of YEAR2", season),
    ("season-year", "the? SEASON|SEASON_WORD (of )? YEAR -|/ NUM", season),
    ("season-year", "the? SEASON|SEASON_WORD (of )? SHIFT|SHIFT_TEXT year", season),
    ("season-year", "[ the? SEASON|SEASON_WORD ] -|to|and|or PHASE? SEASON|SEASON_WORD|MON (of )? YEAR ERA?", season),
    ("season", "the? SEASON", season),
    ("season-step", "SHIFT|SHIFT_PAST|SHIFT_TEXT SEASON|SEASON_WORD", season),
    ("season-step", "this SHIFT_PAST SEASON|SEASON_WORD", season),
    ("season-step", "the next SEASON|SEASON_WORD", season_next),
    ("season", "in|by|since|until|during|through|late|early|mid|over|throughout|spent|before [ the SEASON_WORD ]", season),
    ("season", "in|by|since|until|till|during|through|throughout [ SEASON_WORD ]", season_bare),
    ("season", "PHASE -? in? SEASON_WORD", season_bare),
    ("season-set", "the? SHIFT_PAST|SHIFT QTY SEASONS", |f| Some(repeat(format!("XXXX-{}", code(f.text(Class::Seasons)?)?)))),
    ("year", "YEAR", bare_year),
    ("year-era", "NUM ERA", year_era),
    ("year-era", "[ NUM ] -|to|and|or|until NUM ERA", year_era),
    ("year-era", "ERA .? NUM", year_era),
    ("year-era", "MON (of )? NUM ERA", year_era),
    ("year-era", "the? SEASON|SEASON_WORD (of )? NUM ERA", year_era),
    ("decade-era", "the? DECADE ERA", decade_era),
    ("year", "YEAR2", |f| Some(year(f.number(Term::Year2)?))),
    ("year", "the? year YEAR", year_named),
    ("year-about", "c|ca .? YEAR", year_about),
    ("year-era", "c|ca .? NUM ERA", |f| Some(year_era(f)?.with(Some("APPROX")))),
    ("fiscal-year", "the? FISCAL year? YEAR", |f| Some(year(f.number(Term::Year)?))),
    ("fiscal-year", "the? FISCAL_NAME", |f| Some(year(f.int(Class::FiscalName)?))),
    ("fiscal-year", "the? FISCAL year? YEAR -|/ NUM", |f| years(f, f.number(Term::Year)?)),
    ("fiscal-year", "the? FISCAL_NAME -|/ NUM", |f| years(f, f.int(Class::FiscalName)?)),
    ("year-range", "YEAR -|/ NUM", |f| years(f, f.number(Term::Year)?).filter(|_| f.is_year())),
    ("decade", "the? DECADE", decade),
    ("decade", "the? CARDINAL_YEAR - DECADE_WORD", decade_in_words),
    ("century", "the? ORD -? century ERA?", century),
    ("century", "[ the? ORD ] -|to|and|or|through|until the? PHASE? ORD -? century|centuries", century),
    ("century", "the? ORD centuries", century),
    // Quarters and halves.
    ("quarter-year", "the? FISCAL? -? ORD -? FISCAL? quarter (of|in|, )? (FISCAL year? )? YEAR", quarter),
    ("quarter-year", "the? FISCAL? -? ORD -? quarter (of|in )? SHIFT|SHIFT_TEXT FISCAL? year", quarter),
    ("quarter-year", "the? FISCAL? YEAR FISCAL? -? ORD -? quarter", quarter),
    ("quarter-year", "the? SHIFT|SHIFT_TEXT FISCAL? UNIT FISCAL? ORD -? quarter", quarter),
    ("quarter-year-ago", "the? year -? ago|earlier FISCAL? ORD -? quarter", quarter_year_ago),
    ("quarter", "the? FISCAL? ORD quarter", quarter),
    ("quarter", "the? FISCAL - ORD quarter", quarter),
    ("quarter", "the? ORD FISCAL -? quarter", quarter),
    ("quarter", "FISCAL -? ORD -? quarter", quarter),
    ("quarter", "ORD - quarter", quarter),
    ("quarter", "QUARTER_NAME (of )? YEAR?", quarter),
    ("quarter", "YEAR QUARTER_NAME", quarter),
    ("quarter", "BUSINESS", business),
    ("half-year", "the? ORD -? HALF (of|in )? YEAR", half),
    ("half-year", "HALF_NAME (of )? YEAR", half),
    ("half-year", "the latter HALF of|in YEAR", half),
    ("half-year", "the? ORD -? HALF of|in SHIFT|SHIFT_TEXT|the FISCAL? year", half),
    ("half", "[ ORD - HALF ] profit|net|earnings|results|sales|revenue|loss|growth|income|report|figures|production|pretax|profits", half),
    ("half", "the ORD HALF", half_alone),
    ("half", "the? FISCAL -? ORD -? HALF", half),
    // Counted within a longer stretch.
    ("nth-of", "the? very? ORD|ORDINAL_LAST UNIT|WEEKDAY of|in MON (,? of? YEAR )?", nth),
    ("nth-of", "the? very? ORD|ORDINAL_LAST UNIT|WEEKDAY of|in the? YEAR", nth),
    ("nth-of", "the? very? ORD|ORDINAL_LAST UNIT|WEEKDAY of SHIFT|SHIFT_TEXT|the UNIT", nth),
    ("nth-of", "the ORD of SHIFT|SHIFT_TEXT month", day_of_month),
    ("day-of-month", "on|by|until|till|since|before|after|from [ the ORD ]", the_nth),
    // The period a report is about, and the same a year before.
    ("year-ago-period", "the? year -? ago|earlier quarter|period|half|month", |_| Some(same(year_before()))),
    ("year-ago", "year - ago|earlier", |_| Some(same(year_before()))),
    ("year-ago", "a|one year ago", |_| Some(same(year_before()))),
    ("year-ago", "a|one year earlier", |_| Some(same(YearOf::Step(Shift { by: -1, base: Base::Context })))),
    ("year-ago-period", "the quarter|period a year ago|earlier", |_| Some(same(year_before()))),
    ("year-ago-period", "SHIFT|SHIFT_TEXT UNIT quarter|period", last_years_period),
    ("year-ago-period", "the? SHIFT_TEXT period|quarter (of|a|in )? SHIFT year", last_years_period),
    ("year-ago-period", "the? prior - year quarter|period", |_| Some(same(year_before()))),
    ("year-period", "the YEAR quarter|period", |f| Some(same(YearOf::Given(f.number(Term::Year)?)))),
    ("latest-period", "the? SHIFT_LATEST quarter|period", |_| Some(same(YearOf::Open))),
    // This, last and next.
    ("period-next", "the next UNIT", period_next),
    ("period-step", "the? SHIFT|SHIFT_PAST FULL? FISCAL? -? UNIT", period),
    ("period-step", "this SHIFT_PAST UNIT", period),
    ("period-text", "the? SHIFT_TEXT FISCAL? UNIT", period),
    ("week-of", "the week of|beginning|starting MON DAY (,? YEAR )?", week_of),
    ("week-of", "the week of|beginning|starting DAY MON YEAR?", week_of),
    ("period-the", "the FULL? FISCAL? UNIT", period_the),
    ("weekend", "weekend", weekend),
    ("period-before-last", "the UNIT before last", |f| two_steps(f, -2)),
    ("period-after-next", "the UNIT after next", |f| two_steps(f, 2)),
    ("unit-mid", "PHASE - UNIT", unit_part),
    ("unit-end", "the? SHIFT? UNIT -? EDGE_NOUN", unit_end),
    ("unit-end", "the? UNIT -? EDGE_NOUN (of )? YEAR", edge_of),
    ("edge-of", "EDGE_NOUN - YEAR|MON", edge_of),
    // So far away.
    ("ago", "APPROX_NONE? QTY UNITS AGO", |f| offset(f, -1, Base::Now)),
    ("ago", "a|an|one UNIT AGO", |f| offset(f, -1, Base::Now)),
    ("ago", "a|one UNIT and a half AGO", |f| offset(f, -1, Base::Now)),
    ("ago", "half a UNIT AGO", |f| half_away(f, -1, Base::Now)),
    ("later", "half a UNIT LATER", |f| half_away(f, 1, Base::Text)),
    ("earlier", "half a UNIT EARLIER", |f| half_away(f, -1, Base::Text)),
    ("ago", "a|one? quarter -? century AGO", quarter_century_ago),
    ("ago", "a|one quarter of a century AGO", quarter_century_ago),
    ("ago", "QTY SEASONS AGO", seasons_away),
    ("ago-day", "QTY UNITS AGO today|WEEKDAY", day_ago),
    ("ago-day", "a|one UNIT AGO today|WEEKDAY", day_ago),
    ("ago-period", "QTY UNITS AGO this UNIT", period_ago),
    ("ago-period", "a|one UNIT AGO this UNIT", period_ago),
    ("hence", "QTY UNITS HENCE", |f| offset(f, 1, Base::Now)),
    ("hence", "a|an|one UNIT HENCE", |f| offset(f, 1, Base::Now)),
    ("hence", "QTY UNITS '? time", time_hence),
    ("hence", "a|an|one UNIT time", time_hence),
    ("hence", "in [ QTY UNITS ]", hence),
    ("hence", "in [ a|an|one UNIT ]", hence),
    ("later", "QTY UNITS LATER", |f| offset(f, 1, Base::Text)),
    ("later", "a|an|one UNIT LATER", |f| offset(f, 1, Base::Text)),
    ("later", "UNITS LATER", units_away),
    ("earlier", "QTY UNITS EARLIER", |f| offset(f, -1, Base::Text)),
    ("earlier", "a|an|one UNIT EARLIER", |f| offset(f, -1, Base::Text)),
    ("earlier", "UNITS EARLIER", units_away),
    ("day-before", "[ the UNIT before|after ] ,|.|;", day_before),
    ("earlier", "[ QTY UNITS before ] ,|.|;", |f| offset(f, -1, Base::Text)),
    ("year-ago", "[ a|one year before ] ,|.|;", |_| Some(same(YearOf::Step(Shift { by: -1, base: Base::Context })))),
    ("earlier", "[ a|an|one UNIT before ] ,|.|;", |f| offset(f, -1, Base::Text)),
    // Lengths.
    ("length-side", "the? SHIFT|SHIFT_PAST|SHIFT_LATEST APPROX? QTY UNITS", length),
    ("length-side", "the? first QTY UNITS", length),
    ("length-text", "the? SHIFT_TEXT APPROX? QTY UNITS", length_told),
    ("length-side", "the? SHIFT_PAST|SHIFT UNIT and a half", half_more),
    ("length-side", "the? ORDINAL_LAST QTY UNITS", length),
    ("length", "the QTY UNITS", length),
    ("length", "QTY more|additional|full|straight|consecutive|long? UNITS", length),
    ("length", "QTY UNITS", length),
    ("length", "QTY -? UNIT", length),
    ("length", "QTY -? UNIT|UNITS ,? and? QTY UNIT|UNITS (,? and? QTY UNIT|UNITS )?", long_length),
    ("length", "a|an UNIT ,? and QTY UNIT|UNITS", unit_and_more),
    ("length", "QTY UNITS ,? and a|an UNIT", unit_and_more),
    ("length", "a|one? quarter -? century", |_| Some(Expression::new(Shape::Length { count: Count::Exact(25), unit: Unit::Year, side: 0 }))),
    ("length", "a|one quarter of a century", |_| Some(Expression::new(Shape::Length { count: Count::Exact(25), unit: Unit::Year, side: 0 }))),
    ("length-old", "QTY -? UNIT -? old", age),
    ("length-old", "QTY UNITS old", |_| None),
    ("length-old", "QTY -? UNIT -? olds", |_| None),
    ("length-period", "a QTY -? UNIT SPAN", length),
    ("length", "a|an|one UNIT", one),
    ("length", "a|an|one FULL UNIT", one),
    ("length", "half an|a UNIT", half_unit),
    ("length", "a half - UNIT", half_unit),
    ("length", "a|an|one UNIT and a half", half_more),
    ("length-vague", "UNITS", bare_units),
    ("length-vague", "SHIFT_LATEST|SHIFT_PAST|SHIFT UNITS", length),
    ("length-vague", "the (early|first|final )? UNITS", the_years),
    ("length-long", "UNIT|UNITS - long", long_unit),
    ("length-long", "QTY -? UNIT -? long", length),
    ("length-long", "UNIT_LONG", |f| Some(Expression::new(Shape::Length { count: long(f)?, unit: f.unit_of(Class::UnitLong)?, side: 0 }))),
    // Again and again.
    ("set", "SET", set),
    ("set-every", "EVERY UNIT", every),
    ("set-every", "EVERY QTY UNITS", every),
    ("set-every", "EVERY half UNIT", every_half),
    ("set-every", "EVERY half - UNIT", every_half),
    ("set-every", "EVERY WEEKDAY", every),
    ("set-every", "EVERY MON", every),
    ("set-every", "EVERY MON DAY", every),
    ("set-every", "EVERY DAY MON", every),
    ("set-every", "EVERY SEASON|SEASON_WORD", every),
    ("set-every", "EVERY PART", every),
    ("set-every", "the? ORD|ORDINAL_LAST WEEKDAY of|in EVERY month", every),
    ("set-every", "EVERY WEEKDAY PART", every),
    ("set-every-other", "EVERY_OTHER UNIT|WEEKDAY", every_other),
    ("set-weekdays", "SET_PLURAL", plural),
    ("set-weekdays", "WEEKDAYS", |f| Some(repeat(format!("XXXX-WXX-{}", f.int(Class::Weekdays)?)))),
    ("set-weekdays", "WEEKDAY PART_PLURAL", weekday_parts),
    ("set-times", "TIMES a|per|every|each UNIT", times),
    ("set-times", "TIMES - UNIT", times),
    ("set-times", "NUM times a|per|every|each UNIT", times),
    ("set-rate", "a|an|per UNIT", rate),
    // Times of day.
    ("clock", "CLOCK ZONE?", clock),
    ("clock", "CLOCK ZONE +|- NUM", clock),
    ("clock", "at|by|around|about|until|till|since|from|after|before|between [ NUM OCLOCK? in the morning|afternoon|evening ]", clock_in_part),
    ("clock", "half past NUM", clock_in_words),
    ("clock", "at|by|around|about|until|till|since|from|after|before|between [ a? quarter past|to NUM ]", clock_in_words),
    ("part-step", "SHIFT|SHIFT_TEXT PART", part_step),
    ("part-step", "the next PART", part_step),
    ("part-step", "the PART before|after", part_away),
    ("part", "in|since|by|during|until|through|at|before|after|throughout|from|into [ the? PART hours|hour? ]", part),
    ("part", "by|until|till|since|in|during|from|through|at|before|after|around|about|spent|throughout [ the? PHASE -? PART ]", part_phase),
    ("part", "PART_ADVERB on? WEEKDAY", |f| {
        let day = Shape::Named { what: Named::Weekday(f.int(Class::Weekday)?), year: YearOf::Open, shift: None };
        Some(Expression::new(Shape::Part { part: code(f.text(Class::PartAdverb)?)?, on: Some(Box::new(day)) }))
    }),
    ("part", "PART_ADVERB on (WDAY ,? the? )? MON DAY (,? YEAR )?", part_of_date),
    ("part", "PART_ADVERB on (WDAY ,? the? )? DAY of? MON (,? YEAR )?", part_of_date),
    ("part", "PART_ADVERB on the DAY|ORD of MON (,? YEAR )?", part_of_date),
    ("part", "the PART hours", |f| Some(Expression::new(Shape::Part { part: code(f.text(Class::Part)?)?, on: None }))),
    ("part", "PART_ADVERB", |f| Some(Expression::new(Shape::Part { part: code(f.text(Class::PartAdverb)?)?, on: None }))),
    // No calendar value.
    ("reference", "REFERENCE", reference),
    ("reference-adjective", "REFERENCE_ADJECTIVE", reference_adjective),
];

pub(crate) const NOW: Shift = Shift { by: 0, base: Base::Now };

/// Any Monday to any Sunday.
const ANY_WEEKDAY: [&str; 7] = ["XXXX-WXX-1", "XXXX-WXX-2", "XXXX-WXX-3", "XXXX-WXX-4", "XXXX-WXX-5", "XXXX-WXX-6", "XXXX-WXX-7"];

/// The next one after what the text has told, or after now.
pub(crate) const AFTER: Shift = Shift { by: 1, base: Base::Context };

pub(crate) fn named(what: Named, year: YearOf, shift: Option<Shift>) -> Expression {
    Expression::new(Shape::Named { what, year, shift })
}

pub(crate) fn year(n: i64) -> Expression {
    named(Named::Year, YearOf::Given(n), None)
}

fn same(year: YearOf) -> Expression {
    Expression::new(Shape::Same { year })
}

pub(crate) fn year_before() -> YearOf {
    YearOf::Step(Shift { by: -1, base: Base::Text })
}

fn numeric(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let (date, _) = f.words.forms()?.date(f.words, f.matched.first)?;
    Some(named(Named::Day { month: date.month, day: date.day }, YearOf::Given(date.year), None))
}

fn month_day(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let year = f.year();
    // "In May 20 people were killed": the number counts people.
    if year == YearOf::Open && f.after(Class::Counted) && f.last_is(Term::Day) {
        return None;
    }
    let day = f.number(Term::Day).or_else(|| f.number(Term::Ord)).filter(|day| (1..=31).contains(day))?;
    Some(named(Named::Day { month: f.number(Term::Mon)?, day }, year, None))
}

/// "overnight on Nov. 3"
fn part_of_date(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let day = month_day(f)?.shape;
    Some(Expression::new(Shape::Part { part: code(f.text(Class::PartAdverb)?)?, on: Some(Box::new(day)) }))
}

/// "a quarter of a century ago"
fn quarter_century_ago(_: &Found<'_, '_, '_>) -> Option<Expression> {
    Some(Expression::new(Shape::Offset { count: Count::Exact(25), unit: Unit::Year, by: -1, base: Base::Now }))
}

/// "9/11"; others only beside a word of the attack, since they could be fractions.
fn event_day(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let alone = f.text(Class::EventDayAlone);
    let (year, month, day) = f.event(alone.or_else(|| f.text(Class::EventDay))?)?;
    (alone.is_some() || f.after(Class::Attack)).then(|| named(Named::Day { month, day }, YearOf::Event { year, sure: true }, None))
}

/// "Monday" of "Monday to Wednesday": the last one before that.
fn weekday_until(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let (first, last) = (f.int(Class::Weekday)?, f.last_int(Class::Weekday)?);
    Some(named(Named::WeekdayUntil { first, last }, YearOf::Open, None))
}

/// "the Sept. 11 attacks", "the March 11 bombings": of the attacks that are known by their day, or of any other.
fn attack_day(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let (month, day) = (f.number(Term::Mon)?, f.number(Term::Day)?);
    let known = |class: Class| f.words.values(class).filter_map(|value| f.event(value)).find(|(_, m, d)| (*m, *d) == (month, day));
    let year = match (known(Class::EventDayAlone), known(Class::EventDay)) {
        (Some((year, ..)), _) => YearOf::Event { year, sure: true },
        (None, Some((year, ..))) => YearOf::Event { year, sure: false },
        (None, None) => YearOf::Open,
    };
    Some(named(Named::Day { month, day }, year, None))
}

fn day_range(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let (first, last) = (f.nth(Term::Day, 0)?, f.nth(Term::Day, 1)?);
    if first >= last || f.after(Class::Counted) {
        return None;
    }
    let month = f.number(Term::Mon)?;
    let day = |day| Box::new(Shape::Named { what: Named::Day { month, day }, year: f.year(), shift: None });
    Some(Expression::new(Shape::Span(day(first), day(last))))
}

/// "15/16 July": a night.
fn day_pair(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let (first, last, month) = (f.number(Term::Num)?, f.number(Term::Day)?, f.number(Term::Mon)?);
    let glued = f.words.touches(f.matched.first + 1) && f.words.touches(f.matched.first + 2);
    let day = |day| Box::new(Shape::Named { what: Named::Day { month, day }, year: f.year(), shift: None });
    (glued && first > 0 && first + 1 == last).then(|| Expression::new(Shape::Span(day(first), day(last))))
}

fn weekday(f: &Found<'_, '_, '_>) -> Option<Expression> {
    if f.before(Class::NotDate) && f.capital_before() {
        return None;
    }
    // "he told them that Friday's report was wrong"
    if f.owns() && f.first_text().eq_ignore_ascii_case("that") {
        return None;
    }
    let what = Named::Weekday(f.int(Class::Weekday).or_else(|| f.int(Class::WeekdayShort))?);
    // "on a Sunday in May 1998": any one.
    if let (Named::Weekday(day), true) = (what, (f.before_word("a") || f.before_word("one")) && f.at_noun_end() && f.shift().is_none()) {
        return ANY_WEEKDAY.get(usize::try_from(day - 1).ok()?).map(|value| Expression::new(Shape::Reference(value)));
    }
    // "Monday of this week" names the week, "this Monday" the day.
    if f.has_word("week") {
        return Some(named(what, YearOf::Step(f.shift()?), None));
    }
    Some(named(what, YearOf::Open, f.shift()))
}

/// "on the Monday": the next one after what the text has told.
fn weekday_told(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let shift = Some(Shift { by: 0, base: Base::Context });
    f.at_noun_end().then(|| f.int(Class::Weekday)).flatten().map(|weekday| named(Named::Weekday(weekday), YearOf::Open, shift))
}

fn weekday_next(f: &Found<'_, '_, '_>) -> Option<Expression> {
    Some(named(Named::Weekday(f.int(Class::Weekday)?), YearOf::Open, Some(AFTER)))
}

pub(crate) fn counted(f: &Found<'_, '_, '_>) -> Option<i64> {
    if let Count::Exact(n) = f.count()? { Some(i64::from(n)) } else { None }
}

/// "two Fridays ago"
fn weekdays_away(f: &Found<'_, '_, '_>, by: i64) -> Option<Expression> {
    let weekday = f.int(Class::Weekday).or_else(|| f.int(Class::Weekdays))?;
    Some(named(Named::Weekday(weekday), YearOf::Open, Some(Shift { by, base: Base::Now })))
}

/// "open Monday to Friday": every week, where the clause tells no other time.
fn office_days(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let (first, last) = (f.int(Class::Weekday)?, f.last_int(Class::Weekday)?);
    (first < last && f.near_before(Class::Hours, 4) && !f.near_before(Class::Tense, 6)).then(|| repeat(format!("XXXX-WXX-{first}/XXXX-WXX-{last}")))
}

fn deictic(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let value = f.text(Class::Deictic)?;
    // "USA Today", "the Tonight Show", "the Today programme"
    let show = ["show", "programme", "program"].iter().any(|word| f.after_word(word));
    if f.capital() && ((f.capital_before() && !f.starts_sentence()) || show) {
        return None;
    }
    let (days, part) = value.split_once('/').map_or((value, None), |(days, part)| (days, code(part)));
    let day = Shape::Deictic(days.parse().ok()?);
    Some(Expression::new(match part {
        Some(part) => Shape::Part { part, on: Some(Box::new(day)) },
        None => day,
    }))
}

fn holiday(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let holiday = holiday_rule(f.text(Class::Holiday)?)?;
    let year = if f.has_word("year") { f.year() } else { f.number(Term::Year).map_or(YearOf::Open, YearOf::Given) };
    let shift = if f.has_word("year") { None } else { f.shift() };
    // "Mona Eid", "Eid 2015": a person, and one of two feasts.
    let name = (f.capital_before() && !f.starts_sentence()) || f.capital_after();
    if holiday.rule == HolidayRule::Eid && (name || year != YearOf::Open) {
        return None;
    }
    // "last Easter"
    let capital = f.capital() || (f.shift().is_some() && f.last_is_capital());
    capital.then(|| named(Named::Holiday(holiday), year, shift))
}

/// "Labor Day weekend": the one that lies nearest.
fn holiday_weekend(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let rule = holiday_rule(f.text(Class::Holiday)?)?;
    let year = f.number(Term::Year).map_or(YearOf::Open, YearOf::Given);
    let last = Box::new(Shape::Named { what: Named::Holiday(rule), year, shift: f.shift() });
    Some(Expression::new(Shape::Ending { unit: Unit::Weekend, last, back: 2 }))
}

fn weekend(f: &Found<'_, '_, '_>) -> Option<Expression> {
    // "Winterfest Weekend"
    let name = f.capital() && !f.starts_sentence();
    // "a long golfing weekend": any one; but "a weekend attack".
    let any = f.at_noun_end() && f.begins_phrase_with_a();
    (!name && !any).then(|| Expression::new(Shape::Period { unit: Unit::Weekend, shift: NOW }))
}

fn month(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let month = f.number(Term::Mon)?;
    let year = f.year();
    let alone = year == YearOf::Open && f.shift().is_none();
    // "Black September"
    let name = alone && ((f.capital_before() && f.before(Class::NotDate)) || f.in_a_compound());
    if (alone && (!f.is_month() || f.is_march())) || name || f.beside_no_day() {
        return None;
    }
    let shift = if f.has_word("year") { None } else { f.shift() };
    Some(named(Named::Month(month), year, shift))
}

/// "April's attack"
fn month_of_event(f: &Found<'_, '_, '_>) -> Option<Expression> {
    f.first_owns().then(|| f.int(Class::MonthWord)).flatten().map(|month| named(Named::Month(month), YearOf::Open, None))
}

fn bare_year(f: &Found<'_, '_, '_>) -> Option<Expression> {
    (f.is_year() && !f.ends_no_date()).then(|| f.number(Term::Year)).flatten().map(year)
}

/// "c. 1850"
fn year_about(f: &Found<'_, '_, '_>) -> Option<Expression> {
    f.number(Term::Year).map(|n| year(n).with(Some("APPROX")))
}

/// "the year 1982", but not "the Chinese New Year 2016"
fn year_named(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let name = f.capital() && f.capital_before();
    (!name).then(|| f.number(Term::Year)).flatten().map(year)
}

/// "the week of April 4"
fn week_of(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let day = month_day(f)?.shape;
    Some(Expression::new(Shape::Ending { unit: Unit::Week, last: Box::new(day), back: 0 }))
}

fn last_years_period(f: &Found<'_, '_, '_>) -> Option<Expression> {
    if f.text(Class::Unit).is_some() && f.unit_of(Class::Unit) != Some(Unit::Year) {
        return None;
    }
    Some(same(YearOf::Step(f.last_shift()?)))
}

fn period(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let unit = f.unit_of(Class::Unit)?;
    // "that second", "this minute" are no dates; nor is "this half" of a match.
    if unit.is_clock() || unit == Unit::Half {
        return None;
    }
    // "the last year of the war", "the last day of the trial"
    let first = f.first_text().eq_ignore_ascii_case("the") || f.before_word("the");
    if first && f.after_word("of") && f.shift().is_some_and(|s| s.by == -1 && s.base == Base::Now) {
        return None;
    }
    // "This Week" is a programme.
    if f.capital() && f.last_is_capital() && !f.first_text().bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    // "the past decade" is the ten years up to now, not the decade before this one.
    // "over the past day", "in the last fortnight": up to now.
    let fortnight = unit == Unit::Fortnight && f.shift().is_some_and(|shift| shift.by == -1 && shift.base == Base::Now);
    if fortnight || (f.has(Class::ShiftPast) && (unit >= Unit::Decade || unit == Unit::Day)) {
        return Some(Expression::new(Shape::Length { count: Count::Exact(1), unit, side: -1 }));
    }
    Some(Expression::new(Shape::Period { unit, shift: f.shift()? }))
}

/// "the next day" goes on from what the text has told; the next week or year is mostly that of the reader.
fn period_next(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let unit = f.unit_of(Class::Unit).filter(|u| !u.is_clock())?;
    // "over the next decade": ten years from now.
    if unit == Unit::Fortnight || (unit >= Unit::Decade && !f.before_word("of")) {
        return Some(Expression::new(Shape::Length { count: Count::Exact(1), unit, side: 1 }));
    }
    let base = if unit == Unit::Day { Base::Text } else { Base::Context };
    Some(Expression::new(Shape::Period { unit, shift: Shift { by: 1, base } }))
}

fn period_the(f: &Found<'_, '_, '_>) -> Option<Expression> {
    let unit = f.unit_of(Class::Unit)?;
    // "by the end of the decade"
    let long = matches!(unit, Unit::Decade | Unit::Century) && f.before_word("of") && f.at_noun_end();
    let plain = long || matches!(unit, Unit::Weekend | Unit::Week | Unit::Month | Unit::Quarter | Unit::Year);
    if !plain || f.after_word("of") || f.after_word("-") {
        return None;
    }
    // "the year 0"
    if unit == Unit::Year && f.before_number() {
        return None;
    }
    // "the week after the vote", "in 2008, the year he came home": one that the words after it tell, not that of the day of writing.
    if f.is_told_of() {
        return Some(Expression::new(Shape::Offset { count: Count::Vague(None), unit, by: 1, base: Base::Text }));
    }
    let base = if unit == Unit::Quarter { Base::Text } else { Base::Context };
    Some(Expression::new(Shape::Period { unit, shift: Shift { by: 0, base } }))
}
