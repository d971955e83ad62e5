//! Articles made from templates: the same number gives the same article on every machine.
//!
//! Words, names and how often they come again are as varied as in real news: what fits a cache there should fit it here, and nothing more.

use std::sync::OnceLock;

/// How many places there are, the largest of the gazetteer.
const PLACES: usize = 4096;

/// What articles are made of.
struct Stock {
    /// The rows of articles.tsv: slot and text, in order of the slot.
    rows: Vec<(&'static str, &'static str)>,
    places: Vec<&'static str>,
    /// Countries and their adjectives.
    countries: Vec<(&'static str, &'static str)>,
    groups: Vec<&'static str>,
    outlets: Vec<&'static str>,
    given: Vec<&'static str>,
    family: Vec<&'static str>,
}

impl Stock {
    fn get() -> &'static Stock {
        static STOCK: OnceLock<Stock> = OnceLock::new();
        STOCK.get_or_init(|| {
            let by_population = |table: Table<'static>| {
                let mut rows = table.cells(["name", "population", "adjectives"]);
                rows.sort_by_key(|[_, population, _]| std::cmp::Reverse(population.parse::<u64>().unwrap_or_default()));
                rows
            };
            let names =
                |table: Table<'static>, column| table.cells([column]).into_iter().map(|[name]| name).filter(|name| !name.is_empty()).collect();
            let mut rows: Vec<_> = Table(include_str!("articles.tsv")).cells(["slot", "text"]).into_iter().map(|[slot, text]| (slot, text)).collect();
            rows.sort_by_key(|(slot, _)| *slot);
            let leaders: Vec<&str> = names(Table(include_str!("../../gazetteers/leaders.tsv")), "names");
            let countries = by_population(Table(include_str!("../../gazetteers/countries.tsv"))).into_iter();
            Stock {
                rows,
                places: by_population(Table(include_str!("../../gazetteers/places-cities.tsv"))).iter().map(|row| row[0]).take(PLACES).collect(),
                countries: countries.filter(|row| !row[2].is_empty()).map(|row| (row[0], row[2])).collect(),
                groups: names(Table(include_str!("../../gazetteers/factions.tsv")), "name"),
                outlets: names(Table(include_str!("../../gazetteers/outlets.tsv")), "name"),
                given: names(Table(include_str!("../../gazetteers/given_names.tsv")), "names"),
                family: leaders.iter().filter_map(|name| name.split(' ').next_back()).collect(),
            }
        })
    }

    /// All rows of a slot.
    fn rows(&self, slot: &str) -> &[(&'static str, &'static str)] {
        let begin = self.rows.partition_point(|(other, _)| *other < slot);
        let rows = &self.rows[begin..];
        &rows[..rows.partition_point(|(other, _)| *other == slot)]
    }
}

/// A table of the gazetteers, of which the first spelling in a cell counts.
pub struct Table<'t>(pub &'t str);

impl<'t> Table<'t> {
    /// These cells of all rows.
    pub fn cells<const N: usize>(&self, columns: [&str; N]) -> Vec<[&'t str; N]> {
        let mut rows = self.0.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let header: Vec<&str> = rows.next().map(|line| line.split('\t').collect()).unwrap_or_default();
        let columns = columns.map(|name| header.iter().position(|other| *other == name).expect("the table has the column"));
        let is_text = header.contains(&"text");
        let first = |cell: &'t str| if is_text { cell } else { cell.split(['|', '{']).next().unwrap_or_default() };
        rows.map(|row| {
            let cells: Vec<&str> = row.split('\t').collect();
            columns.map(|column| first(cells.get(column).copied().unwrap_or_default()))
        })
        .collect()
    }
}

/// Whom and what an article is about: news names the same few again and again.
struct Cast {
    places: [&'static str; 6],
    countries: [(&'static str, &'static str); 3],
    groups: [&'static str; 4],
    outlets: [&'static str; 2],
    people: [(&'static str, &'static str); 5],
}

impl Cast {
    fn new(dice: &mut Dice) -> Cast {
        let stock = Stock::get();
        Cast {
            places: [(); 6].map(|()| dice.common(&stock.places)),
            countries: [(); 3].map(|()| dice.common(&stock.countries)),
            groups: [(); 4].map(|()| dice.common(&stock.groups)),
            outlets: [(); 2].map(|()| dice.common(&stock.outlets)),
            people: [(); 5].map(|()| (dice.pick(&stock.given), dice.pick(&stock.family))),
        }
    }
}

/// The article of that number: some 330 words, with a date line and paragraphs. A kilobyte has as many names of people, places and factions, dates and claims, and as
/// many different words, as the news that the project is measured on.
pub fn article(number: u64) -> String {
    let mut dice = Dice(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x6a09_e667_f3bc_c908);
    let mut writer = Writer { cast: Cast::new(&mut dice), dice, text: String::new() };
    writer.text = format!("{}, {} — ", writer.cast.places[0].to_uppercase(), writer.dice.pick(&["April 11", "Sept. 3", "May 20"]));
    for _ in 0..6 + writer.dice.below(5) {
        for _ in 0..1 + writer.dice.below(3) {
            let slot = if writer.dice.below(9) < 4 { "plain" } else { "sentence" };
            writer.row(slot);
            writer.text.push(' ');
        }
        writer.text.truncate(writer.text.trim_end().len());
        writer.text.push_str("\n\n");
    }
    writer.text
}

/// SplitMix64.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n as u64) as usize
    }

    /// One of several, all alike.
    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// One of several of which the second comes half as often as the first, the fourth half as often as the second, and so on, as words and names do.
    fn common<T: Copy>(&mut self, from: &[T]) -> T {
        let reach = 1 << self.below(from.len().ilog2() as usize + 1);
        from[(reach + self.below(reach) - 1) % from.len()]
    }
}

struct Writer {
    dice: Dice,
    cast: Cast,
    text: String,
}

impl Writer {
    /// Writes a row of a slot.
    fn row(&mut self, slot: &str) {
        let (_, template) = self.dice.pick(Stock::get().rows(slot));
        self.fill(template);
    }

    /// Writes a template with its slots filled; a slot with a capital begins a sentence.
    fn fill(&mut self, template: &str) {
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            self.text.push_str(before);
            let (slot, after) = after.split_once('}').expect("a slot is closed");
            let begin = self.text.len();
            self.slot(&slot.to_lowercase());
            if let Some(first) = self.text[begin..].chars().next().filter(|_| slot.starts_with(char::is_uppercase)) {
                self.text.replace_range(begin..begin + first.len_utf8(), &first.to_uppercase().to_string());
            }
            rest = after;
        }
        self.text.push_str(rest);
    }

    fn slot(&mut self, slot: &str) {
        let Writer { dice, cast, text } = self;
        match slot {
            "n" => text.push_str(&(2 + dice.below(60)).to_string()),
            "place" => text.push_str(dice.common(&cast.places)),
            "country" => text.push_str(dice.common(&cast.countries).0),
            "adjective" => text.push_str(dice.common(&cast.countries).1),
            "group" if dice.below(3) == 0 => self.row("crowd"),
            "group" => text.push_str(dice.common(&cast.groups)),
            "outlet" => text.push_str(dice.common(&cast.outlets)),
            "surname" => text.push_str(dice.common(&cast.people).1),
            "name" => {
                let (given, family) = dice.common(&cast.people);
                text.extend([given, " ", family]);
            }
            "people" => self.noun(slot, "trade"),
            "thing" => self.noun(slot, "goods"),
            "building" => self.noun(slot, "store"),
            _ => self.row(slot),
        }
    }

    /// A noun of a slot, or one put together of two, often with an adjective before it.
    fn noun(&mut self, slot: &str, second: &str) {
        let stock = Stock::get();
        if self.dice.below(3) == 0 {
            self.text.extend([self.dice.common(stock.rows("quality")).1, " "]);
        }
        if self.dice.below(3) > 0 {
            self.text.extend([self.dice.pick(stock.rows("stem")).1, self.dice.pick(stock.rows(second)).1]);
        } else {
            self.row(slot);
        }
    }
}
