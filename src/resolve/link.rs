//! Numbers the mentions and ties claims to what stands in them.

use crate::{
    attribution::{self, Attributed},
    document::Document,
    gazetteer::Layers,
    mention::{Candidates, person::words::Words},
    model::{Claim, Cue, Excerpt, Extraction, Source, Step},
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
    mut claims: Vec<Attributed>,
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

    // A claim without content or chain would break the contract, so it gets no number and nothing refers to it.
    let mut order: Vec<usize> = (0..claims.len()).filter(|&i| !claims[i].steps.is_empty() && !claims[i].content.is_empty()).collect();
    order.sort_by_key(|&i| (claims[i].content[0].start, i));
    let mut n_of = vec![None; claims.len()];
    for &i in &order {
        n_of[i] = Some(next());
    }

    let mut sources = Sources::new(&actors, &people.mentions, &people.genders);
    // Pronouns look back in the text, so sources are resolved in the order of the text, whatever that of the claims.
    let mut steps: Vec<(usize, usize, usize, usize)> = Vec::with_capacity(order.len() * 2);
    for &i in &order {
        let spans = claims[i].steps.iter().map(|step| step.source.map_or(usize::MAX, |span| span.start));
        let first = steps.len();
        steps.extend(spans.zip(0..).map(|(start, s)| (start, i, s, first + s)));
    }
    steps.sort_unstable();
    let mut resolved: Vec<Option<Source>> = Vec::new();
    resolved.resize_with(steps.len(), || None);
    for (_, i, s, place) in steps {
        resolved[place] = claims[i].steps[s].source.and_then(|span| sources.source(span));
    }
    let mut resolved = resolved.into_iter();

    let index = Index::new(extraction);
    let mut linked = Vec::with_capacity(order.len());
    for &i in &order {
        let Some(n) = n_of[i] else { continue };
        let claim = &mut claims[i];
        let steps = std::mem::take(&mut claim.steps).into_iter();
        let attribution: Vec<Step> = steps.map(|step| link_step(step, resolved.next().flatten(), &mut sources, doc, &index)).collect();
        let Some(last) = attribution.last() else { continue };
        linked.push(Claim {
            n,
            content: claim.content.iter().map(|&span| Excerpt { span, text: doc.slice(span).to_owned() }).collect(),
            quotation: claim.quotation.clone(),
            kind: last.kind.clone(),
            act: last.act.clone(),
            polarity: last.polarity.clone(),
            attribution,
            within: claim.within.filter(|&outer| outer != i).and_then(|outer| n_of.get(outer).copied().flatten()),
            factions: inside(&index.factions, &claim.content),
            places: inside(&index.places, &claim.content),
            dates: inside(&index.dates, &claim.content),
            rule: claim.rule.clone(),
            confidence: claim.confidence,
        });
    }
    extraction.people = people.mentions;
    extraction.claims = linked;
}

fn link_step(step: attribution::Step, source: Option<Source>, sources: &mut Sources<'_, '_>, doc: &Document<'_>, index: &Index) -> Step {
    Step {
        role: step.role,
        source,
        cue: step.cue.map(|span| Cue { span, text: doc.slice(span).to_owned(), lemma: step.lemma }),
        addressee: step.addressee.and_then(|span| sources.addressee(span)),
        kind: step.kind,
        act: step.act,
        polarity: step.polarity,
        said: step.said.and_then(|span| index.date_at(span)),
        inherited: step.inherited,
    }
}

/// Spans and numbers of the mentions a claim may refer to, in order.
struct Index {
    factions: Vec<(Span, u32)>,
    places: Vec<(Span, u32)>,
    dates: Vec<(Span, u32)>,
}

impl Index {
    fn new(extraction: &Extraction) -> Index {
        let sorted = |mut list: Vec<(Span, u32)>| {
            list.sort();
            list
        };
        Index {
            factions: sorted(extraction.factions.iter().map(|m| (m.span, m.n)).collect()),
            places: sorted(extraction.places.iter().map(|m| (m.span, m.n)).collect()),
            dates: sorted(extraction.dates.iter().map(|m| (m.span, m.n)).collect()),
        }
    }

    /// The date at a candidate's span: the same words, or the ones that resolution made of them.
    fn date_at(&self, span: Span) -> Option<u32> {
        let from = self.dates.partition_point(|(s, _)| s.start < span.start);
        let before = from.checked_sub(1).map(|i| self.dates[i]).filter(|(s, _)| s.overlaps(span));
        let at = self.dates.get(from).copied().filter(|(s, _)| s.overlaps(span));
        at.filter(|(s, _)| *s == span).or(before).or(at).map(|(_, n)| n)
    }
}

/// The numbers of the mentions that stand within one of the spans, in order and each once.
fn inside(mentions: &[(Span, u32)], spans: &[Span]) -> Vec<u32> {
    let mut found = Vec::new();
    for span in spans {
        let from = mentions.partition_point(|(m, _)| m.start < span.start);
        found.extend(mentions[from..].iter().take_while(|(m, _)| m.start < span.end).filter(|(m, _)| span.contains(*m)).map(|(_, n)| *n));
    }
    if !found.is_sorted_by(|n, next| n < next) {
        found.sort_unstable();
        found.dedup();
    }
    found
}
