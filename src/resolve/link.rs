//! Numbers the mentions and ties claims to what stands in them.

use crate::{
    attribution::{self, Attributed},
    document::{Document, Steps},
    gazetteer::Layers,
    mention::{
        Candidates,
        person::{Gender, words::Words},
    },
    model::{Affiliation, Claim, Cue, Excerpt, Extraction, Person, Source, Step},
    resolve::{affiliation::Actors, person, source::Sources},
    span::Span,
};

/// Adds the people and claims to `extraction`, whose other mentions are decided, and fills in `n` of all.
///
/// Numbers run from 1 through factions, places, dates, people and claims, each list in its own order.
pub(crate) fn link(
    layers: &Layers,
    doc: &Document<'_>,
    words: &Words,
    candidates: &Candidates,
    claims: &[Attributed<'_>],
    extraction: &mut Extraction,
) {
    let mut numbers = 1..;
    let mut next = || numbers.next().unwrap_or(u32::MAX);
    extraction.factions.iter_mut().for_each(|m| m.n = next());
    extraction.places.iter_mut().for_each(|m| m.n = next());
    extraction.dates.iter_mut().for_each(|m| m.n = next());
    let actors = Actors::new(layers, doc, words, &extraction.factions, &extraction.places);
    let mut people = person::resolve(&actors, &candidates.people);
    people.mentions.iter_mut().for_each(|m| m.n = next());
    let (mut linked, roles) = resolve_sources(&actors, &people.mentions, people.genders, claims);
    for person in people.mentions.iter_mut().filter(|p| p.affiliation.is_none()) {
        person.affiliation = roles.get(person.person as usize - 1).cloned().flatten();
    }
    let index = Index::new(extraction);
    let first = numbers.next().unwrap_or(u32::MAX);
    let n_of = |claim: usize| first.saturating_add(u32::try_from(claim).unwrap_or(u32::MAX));
    let mut out = Vec::with_capacity(claims.len());
    for (i, claim) in claims.iter().enumerate() {
        let mut attribution = Vec::with_capacity(claim.outer.len() + 1);
        attribution.extend(claim.steps().map(|step| link_step(step, &mut linked, doc, &index)));
        let Some(last) = attribution.last() else { continue };
        out.push(Claim {
            n: n_of(i),
            quotation: claim.quotation.clone(),
            kind: last.kind.clone(),
            act: last.act.clone(),
            polarity: last.polarity.clone(),
            attribution,
            within: claim.within.filter(|&outer| outer != i).map(n_of),
            factions: index.factions.inside(&claim.content),
            places: index.places.inside(&claim.content),
            dates: index.dates.inside(&claim.content),
            content: claim.content.iter().map(|&span| Excerpt { span, text: doc.slice(span).to_owned() }).collect(),
            rule: claim.rule.into(),
            confidence: claim.confidence,
        });
    }
    extraction.people = people.mentions;
    extraction.claims = out;
}

/// What is known of the steps of all claims, in their order.
struct Linked {
    sources: std::vec::IntoIter<Option<Source>>,
    /// Of the steps that have one.
    addressees: std::vec::IntoIter<Option<Source>>,
}

fn resolve_sources(
    actors: &Actors<'_>,
    people: &[Person],
    genders: Vec<Option<Gender>>,
    claims: &[Attributed<'_>],
) -> (Linked, Vec<Option<Affiliation>>) {
    let steps = || claims.iter().flat_map(Attributed::steps);
    // Pronouns look back in the text, so sources are resolved in the order of the text, whatever that of the claims.
    let mut spans: Vec<(Span, u32, u32)> = Vec::with_capacity(claims.len() * 2);
    let mut count = 0;
    for step in steps() {
        spans.extend(step.source.map(|span| (span, step.source_at, count)));
        count += 1;
    }
    spans.sort_unstable_by_key(|&(span, _, number)| (span.start, number));
    let mut sources = Sources::new(actors, people, genders, count as usize);
    spans.into_iter().for_each(|(span, at, number)| sources.resolve(number, span, at as usize));
    let addressees: Vec<Option<Source>> = steps().filter_map(|step| step.addressee).map(|span| sources.addressee(span)).collect();
    let (sources, roles) = sources.into_sources();
    (Linked { sources: sources.into_iter(), addressees: addressees.into_iter() }, roles)
}

fn link_step(step: &attribution::Step<'_>, linked: &mut Linked, doc: &Document<'_>, index: &Index) -> Step {
    Step {
        role: step.role.clone(),
        source: linked.sources.next().flatten(),
        cue: step.cue.map(|span| Cue { span, text: doc.slice(span).to_owned(), lemma: step.lemma.clone() }),
        addressee: step.addressee.and_then(|_| linked.addressees.next().flatten()),
        kind: step.kind.clone(),
        act: step.act.clone(),
        polarity: step.polarity.clone(),
        said: step.said.and_then(|span| index.date_at(span)),
        inherited: step.inherited,
    }
}

/// Spans and numbers of the mentions a claim may refer to.
struct Index {
    factions: Mentions,
    places: Mentions,
    dates: Mentions,
}

impl Index {
    fn new(extraction: &Extraction) -> Index {
        Index {
            factions: Mentions::new(extraction.factions.iter().map(|m| (m.span, m.n)).collect()),
            places: Mentions::new(extraction.places.iter().map(|m| (m.span, m.n)).collect()),
            dates: Mentions::new(extraction.dates.iter().map(|m| (m.span, m.n)).collect()),
        }
    }

    /// The date at a candidate's span: the same words, or the ones that resolution made of them.
    fn date_at(&self, span: Span) -> Option<u32> {
        let from = self.dates.before(span.start);
        let before = from.checked_sub(1).map(|i| self.dates.list[i]).filter(|(s, _)| s.overlaps(span));
        let at = self.dates.list.get(from).copied().filter(|(s, _)| s.overlaps(span));
        at.filter(|(s, _)| *s == span).or(before).or(at).map(|(_, n)| n)
    }
}

/// Spans and numbers of mentions, in order.
struct Mentions {
    list: Vec<(Span, u32)>,
    steps: Steps,
}

impl Mentions {
    fn new(mut list: Vec<(Span, u32)>) -> Mentions {
        list.sort();
        let steps = Steps::of_few(list.iter().map(|(span, _)| span.start));
        Mentions { list, steps }
    }

    /// How many begin before a byte.
    fn before(&self, byte: usize) -> usize {
        self.steps.before(byte, &self.list, |(span, _)| span.start)
    }

    /// The numbers of those that stand within one of the spans, in order and each once.
    fn inside(&self, spans: &[Span]) -> Vec<u32> {
        let mut found = Vec::new();
        for span in spans {
            let from = self.before(span.start);
            found.extend(self.list[from..].iter().take_while(|(m, _)| m.start < span.end).filter(|(m, _)| span.contains(*m)).map(|(_, n)| *n));
        }
        if !found.is_sorted_by(|n, next| n < next) {
            found.sort_unstable();
            found.dedup();
        }
        found
    }
}
