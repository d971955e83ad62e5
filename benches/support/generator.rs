//! Articles made from templates: the same number gives the same article on every machine.

const PLACES: &[&str] = &[
    "Aleppo",
    "Damascus",
    "Raqqa",
    "Mosul",
    "Kirkuk",
    "Sanaa",
    "Aden",
    "Hodeidah",
    "Kabul",
    "Kandahar",
    "Kyiv",
    "Kharkiv",
    "Donetsk",
    "Mogadishu",
    "Goma",
    "Maiduguri",
    "Tripoli",
    "Benghazi",
    "Gaza City",
    "Rafah",
    "Beirut",
    "Ankara",
    "Moscow",
    "Washington",
    "Paris",
    "Geneva",
    "Juba",
    "Bamako",
    "Khartoum",
    "Port Sudan",
    "Springfield",
    "Bogotá",
    "Medellín",
    "Yangon",
    "Manila",
    "Karachi",
    "Srinagar",
    "Tehran",
    "Baghdad",
    "Riyadh",
    "Nairobi",
    "Kinshasa",
    "Caracas",
    "London",
];
const COUNTRIES: &[(&str, &str)] = &[
    ("Syria", "Syrian"),
    ("Iraq", "Iraqi"),
    ("Yemen", "Yemeni"),
    ("Afghanistan", "Afghan"),
    ("Ukraine", "Ukrainian"),
    ("Russia", "Russian"),
    ("Somalia", "Somali"),
    ("Nigeria", "Nigerian"),
    ("Libya", "Libyan"),
    ("Israel", "Israeli"),
    ("Lebanon", "Lebanese"),
    ("Turkey", "Turkish"),
    ("France", "French"),
    ("Mali", "Malian"),
    ("Sudan", "Sudanese"),
    ("South Sudan", "South Sudanese"),
    ("Colombia", "Colombian"),
    ("Myanmar", "Burmese"),
    ("Pakistan", "Pakistani"),
    ("Iran", "Iranian"),
];
const GROUPS: &[&str] = &[
    "the Taliban",
    "Hezbollah",
    "Hamas",
    "al-Shabab",
    "Boko Haram",
    "Islamic State",
    "ISIS",
    "the Houthis",
    "al-Qaeda",
    "the SDF",
    "the PKK",
    "the FARC",
    "M23",
    "the Free Syrian Army",
    "Ahrar al-Sham",
    "the rebels",
    "the militants",
    "government forces",
    "the militia",
    "Wagner",
    "NATO",
    "the United Nations",
];
const GIVEN: &[&str] =
    &["Ahmed", "Omar", "Leila", "John", "Maria", "Sergei", "Olena", "Ibrahim", "Fatima", "David", "Anna", "Yusuf", "Carlos", "Mei", "Amina", "Peter"];
const FAMILY: &[&str] = &[
    "al-Masri",
    "Haddad",
    "Petrov",
    "Kovalenko",
    "Okafor",
    "Smith",
    "O'Neill",
    "Diallo",
    "García",
    "Rahmani",
    "Cohen",
    "Yilmaz",
    "Dubois",
    "Abdi",
    "Khan",
    "Lindqvist",
];
const ROLES: &[&str] = &[
    "Foreign Minister",
    "Prime Minister",
    "President",
    "Gen.",
    "Lt. Col.",
    "Defense Minister",
    "spokesman",
    "Sen.",
    "Dr.",
    "Governor",
    "Ambassador",
    "Maj. Gen.",
];
const OUTLETS: &[&str] = &[
    "Reuters",
    "AFP",
    "TASS",
    "the Associated Press",
    "Al Jazeera",
    "state television",
    "the BBC",
    "Interfax",
    "The New York Times",
    "Xinhua",
    "SANA",
];
const CUES: &[&str] =
    &["said", "told reporters", "warned", "announced", "claimed", "denied", "added", "insisted", "confirmed", "acknowledged", "argued", "stressed"];
const DATES: &[&str] = &[
    "on Monday",
    "on Thursday",
    "last week",
    "on April 7",
    "in March 2015",
    "two days ago",
    "on Tuesday night",
    "earlier this month",
    "in 2011",
    "since January",
    "at 9:30 a.m.",
    "over the past three months",
    "next year",
    "yesterday",
    "in the first quarter of 2014",
    "on 12 June 2016",
    "every Friday",
    "a year earlier",
    "by the end of the decade",
];
const FACTS: &[&str] = &[
    "an air strike had killed {n} people in {place}",
    "its troops had entered the village of Tel Rifat near {place}",
    "{group} had shelled a market in {place} {date}",
    "the ceasefire would hold if {group} withdrew from {place}",
    "{n} fighters had surrendered {date}",
    "the road between {place} and {place} was closed",
    "no decision had been taken on sending {adjective} soldiers to {country}",
    "the vote would be held {date}",
    "{country} was supplying weapons to {group}",
];
const QUOTES: &[&str] = &[
    "We will not leave {place} until the last family is safe",
    "Nobody here believes that {group} will keep its word",
    "This is a crime, and {country} will answer for it",
    "It wasn't our aircraft",
    "The talks are over",
    "We've taken the hill and we're going on to {place}",
    "I don't know who ordered it; I know who carried it out",
];
const SENTENCES: &[&str] = &[
    "{Name}, the {adjective} {role}, {cue} {date} that {fact}, {more}.",
    "{Fact}, {name} {cue}.",
    "\"{quote}, {more},\" {surname} {cue}. \"{quote}.\"",
    "“{quote},” {cue} {role} {name}.",
    "According to {outlet}, {fact}, {more}.",
    "{Outlet} reported {date} that {fact}, citing {role} {name}.",
    "\"{quote},\" {role} {name} was quoted as saying by {outlet}.",
    "{Group} attacked a checkpoint outside {place} {date}, killing {n} {adjective} soldiers, {more}.",
    "The {adjective} army took {place} {date} after {n} days of fighting with {group}.",
    "He {cue} that {fact}, {more}.",
    "{Surname}'s statement could not be independently verified.",
    "{Country} has accused {group} of breaking the truce, {outlet} reported.",
    "The price of bread in {place} has doubled {date}, and {people} queue at its three bakeries.",
    "Two {people} in {place}, who asked not to be named, {cue} they had seen helicopters.",
    "The {adjective} foreign ministry denied {date} that {fact}.",
    "“{quote}, {more}”, she wrote, adding: “{quote}.”",
    "{Name} and {name} were among the {people} who signed the appeal, {more}.",
    "{Surname} did not answer questions about the {thing}, {more}.",
    "{n} percent of those asked in {place} believe that {fact}, a poll found.",
];

/// What news says between its claims: no name, few numbers. As many of these as bring the names, dates and claims a kilobyte to what real news has.
const PLAIN: &[&str] = &[
    "{People} queued outside the {building} in the early morning, carrying {thing} and whatever {thing} they had managed to save from the flames.",
    "The {building} has stood empty for most of that time, its windows broken and its {thing} stripped by looters.",
    "There was little sign of {thing} in the streets, where {people} swept up glass and a few shops had opened their shutters.",
    "It was not immediately clear how many {people} remained inside, or whether any of them would be allowed to leave.",
    "But the {thing} never arrived, and the {building} that was meant to store it has become a shelter for {people}.",
    "The plan would cut spending on {thing} by a third and raise the tax on {thing}, a measure that has long divided the governing coalition.",
    "Prices of {thing} and {thing} have risen sharply, putting both beyond the reach of most {people}.",
    "Few of the {people} who fled have returned, and those who did found their {building} in ruins.",
    "Behind the {building}, {people} were digging through the rubble with their hands, passing buckets of {thing} from one to the next.",
    "The court will have to decide whether the {thing} was obtained lawfully, a question on which lower courts have disagreed.",
    "Turnout was low, and at one {building} the {people} outnumbered the voters for much of the morning.",
    "Aid groups have struggled to bring {thing} across the front line, and convoys are often turned back at checkpoints.",
    "Nearly half of the {people} in the camp are children, many of whom have not seen the inside of a {building} for years.",
    "Negotiators have yet to agree on the exchange of {people}, the delivery of {thing} or the reopening of the main {building}.",
    "The company makes {thing} for export and employs some {n} people, most of them in a single {building} by the river.",
    "Under the terms of the deal, {people} are to hand over {thing} in return for safe passage and a share of the seats in the next assembly.",
    "A long line of lorries loaded with {thing} waited at the gate while {people} checked papers and argued about fees.",
    "Critics see in the reform an attempt to silence {people} and to bring every {building} in the country under a single authority.",
    "The fighting has cut the supply of {thing} to the eastern suburbs, leaving {people} to draw water from wells.",
    "With no {thing} left and the roads blocked by snow, {people} have begun to burn furniture to keep warm.",
    "The inquiry found that {people} had ignored repeated warnings and that the doors of the {building} were locked from outside.",
    "Rain fell through the afternoon, and the crowd in front of the {building} thinned out before any of the {people} appeared.",
    "It is the largest such {building} in the region, with beds for {n} patients and a workshop that repairs {thing}.",
    "The budget leaves {people} worse off and does nothing about the shortage of {thing}, the opposition's main complaint.",
    "Both sides have used the lull to bring up {thing} and to rotate exhausted {people} away from the trenches.",
    "A bomb went off near the {building} as {people} were leaving, scattering {thing} over the pavement and setting two cars on fire.",
];
const PEOPLE: &[&str] = &[
    "volunteers",
    "shopkeepers",
    "pensioners",
    "farmers",
    "prisoners",
    "teachers",
    "miners",
    "doctors",
    "labourers",
    "students",
    "shepherds",
    "nurses",
    "inspectors",
    "taxi drivers",
    "young men",
    "widows",
    "lawyers",
    "fishermen",
    "traders",
    "engineers",
];
const THINGS: &[&str] = &[
    "flour",
    "bottled water",
    "ammunition",
    "medicine",
    "blankets",
    "cooking oil",
    "diesel",
    "spare parts",
    "cement",
    "textbooks",
    "vaccines",
    "timber",
    "documents",
    "livestock",
    "rice",
    "copper wire",
    "seed",
    "equipment",
    "furniture",
    "evidence",
];
const BUILDINGS: &[&str] = &[
    "school",
    "warehouse",
    "clinic",
    "bakery",
    "factory",
    "courthouse",
    "stadium",
    "town hall",
    "polling station",
    "bus station",
    "market hall",
    "barracks",
    "pumping station",
    "library",
    "power plant",
    "maternity ward",
];
/// What a sentence goes on with.
const MORE: &[&str] = &[
    "while {people} waited for news of their relatives in the yard of the {building}",
    "after weeks of talks over the supply of {thing}",
    "and that {people} were among those who had been hit",
    "although the {building} itself appeared to be undamaged",
    "because there was not enough {thing} to go round",
    "in spite of an agreement to let {people} through",
    "as part of a wider effort to restore the flow of {thing}",
    "leaving {people} without {thing}",
];

/// The article of that number: some 330 words, with a date line and paragraphs. A kilobyte has as many names of people, places and factions, dates and claims as
/// the news that the project is measured on: some 2, 6, 5, 3 and 4.
pub fn article(number: u64) -> String {
    let mut dice = Dice(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x6a09_e667_f3bc_c908);
    let mut text = format!("{}, {} — ", dice.pick(PLACES).to_uppercase(), ["April 11", "Sept. 3", "May 20"][dice.below(3)]);
    for _ in 0..6 + dice.below(5) {
        for _ in 0..1 + dice.below(3) {
            let sentence = if dice.below(9) < 4 { dice.pick(PLAIN) } else { dice.pick(SENTENCES) };
            dice.fill(sentence, &mut text);
            text.push(' ');
        }
        text.truncate(text.trim_end().len());
        text.push_str("\n\n");
    }
    text
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

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// Writes a template with its slots filled; a slot with a capital begins a sentence.
    fn fill(&mut self, template: &str, out: &mut String) {
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let (slot, after) = after.split_once('}').expect("a slot is closed");
            let mut filled = String::new();
            self.slot(&slot.to_lowercase(), &mut filled);
            let capital = slot.starts_with(char::is_uppercase);
            match filled.chars().next() {
                Some(first) if capital => {
                    out.extend(first.to_uppercase());
                    out.push_str(&filled[first.len_utf8()..]);
                }
                _ => out.push_str(&filled),
            }
            rest = after;
        }
        out.push_str(rest);
    }

    fn slot(&mut self, slot: &str, out: &mut String) {
        match slot {
            "n" => out.push_str(&(2 + self.below(60)).to_string()),
            "place" => out.push_str(self.pick(PLACES)),
            "country" => out.push_str(self.pick(COUNTRIES).0),
            "adjective" => out.push_str(self.pick(COUNTRIES).1),
            "group" => out.push_str(self.pick(GROUPS)),
            "name" => {
                let name = format!("{} {}", self.pick(GIVEN), self.pick(FAMILY));
                out.push_str(&name);
            }
            "surname" => out.push_str(self.pick(FAMILY)),
            "people" => out.push_str(self.pick(PEOPLE)),
            "thing" => out.push_str(self.pick(THINGS)),
            "building" => out.push_str(self.pick(BUILDINGS)),
            "role" => out.push_str(self.pick(ROLES)),
            "outlet" => out.push_str(self.pick(OUTLETS)),
            "cue" => out.push_str(self.pick(CUES)),
            "date" => out.push_str(self.pick(DATES)),
            "more" => {
                let more = self.pick(MORE);
                self.fill(more, out);
            }
            "fact" => {
                let fact = self.pick(FACTS);
                self.fill(fact, out);
            }
            "quote" => {
                let quote = self.pick(QUOTES);
                self.fill(quote, out);
            }
            other => unreachable!("no slot is called {other}"),
        }
    }
}
