//! From claims in tokens to chains in bytes: relays, nesting, quotation, polarity.

use std::ops::Range;

use super::{
    Attributed, Step,
    claim::Found,
    lexicon::{class, lemmas, list, words},
    rule::Rule,
    tag::Mark,
    view::View,
};
use crate::{
    model::{Act, AttributionType, Polarity, Quotation, StepRole},
    span::Span,
};

/// A relay's content may hold so many words besides the attribution it passes on.
const SPARE_WORDS: usize = 2;

impl<'a> View<'a, '_> {
    /// The statements, in order of their content, with relays folded into chains and the rest nested.
    pub fn chains(&self, mut claims: Vec<Found<'a>>) -> Vec<Attributed<'a>> {
        let parents: Vec<Option<usize>> = (0..claims.len()).map(|c| self.parent(&claims, c)).collect();
        // Most claims hold no other.
        let mut relay = vec![false; claims.len()];
        parents.iter().flatten().for_each(|&p| relay[p] = true);
        relay.iter_mut().enumerate().for_each(|(c, relay)| *relay = *relay && self.is_relay(&claims, &parents, c));
        let told = |c: usize| {
            !relay[c]
                && !self.cites_a_source(&claims[c])
                && claims[c].content.iter().any(|p| !p.is_empty())
                && !self.is_only_denied(&claims, &parents, c)
                && !self.is_part_of_what_is_said(&claims, &parents, &relay, c)
        };
        let mut order: Vec<usize> = Vec::with_capacity(claims.len());
        order.extend((0..claims.len()).filter(|&c| told(c)));
        order.sort_by_key(|&c| (claims[c].content.iter().find(|p| !p.is_empty()).map_or(0, |p| p.start), c));
        let mut place = vec![None; claims.len()];
        for (new, &c) in order.iter().enumerate() {
            place[c] = Some(new);
        }
        let mut out = Vec::with_capacity(order.len());
        let mut outer = Vec::new();
        for &c in &order {
            let mut within = None;
            // Outer attributions, nearest first, at most as deep as anyone would read.
            outer.clear();
            let mut up = parents[c];
            while let Some(p) = up.filter(|_| outer.len() < 6) {
                if within.is_none() {
                    within = place[p];
                }
                outer.push(p);
                up = parents[p];
            }
            // "He said he had warned them" is one voice, not two.
            if self.same_speaker(&claims[c]) {
                outer.retain(|&p| self.is_told_by_medium(&claims[p]));
            }
            let mut steps = Vec::new();
            // Who denies or condemns a statement does not pass it on.
            for found in outer.iter().rev().map(|&p| &claims[p]).filter(|found| !judges(found)) {
                steps.extend(self.via(found));
                steps.push(self.step(found, &StepRole::Reporter));
            }
            steps.extend(self.via(&claims[c]));
            let mut speaker = self.step(&claims[c], &StepRole::Speaker);
            // "Prosecutors allege that he ordered the killings": told without being vouched for.
            let doubted = steps.iter().any(|step: &Step<'_>| *step.polarity == Polarity::Unverified);
            if doubted && *speaker.polarity == Polarity::Asserted {
                speaker.polarity = &Polarity::Unverified;
            }
            out.push(Attributed {
                outer: steps,
                speaker,
                quotation: self.how_quoted(&claims[c].content),
                content: Vec::new(),
                within,
                rule: claims[c].rule.name(),
                confidence: confidence(&claims[c]),
            });
        }
        // The lists of parts become lists of spans where they are.
        for (claim, &c) in out.iter_mut().zip(&order) {
            let content = std::mem::take(&mut claims[c].content);
            claim.content = content.into_iter().map(|p| self.span(&p)).filter(|s| !s.is_empty()).collect();
        }
        out
    }

    /// The claim of the same sentence in whose content the cue of `c` stands; the narrowest one.
    fn parent(&self, claims: &[Found<'_>], c: usize) -> Option<usize> {
        let own = &claims[c];
        // Most claims are alone in their sentence.
        let beside = |other: Option<&Found<'_>>| other.is_some_and(|f| f.sentence == own.sentence);
        if !beside(c.checked_sub(1).and_then(|p| claims.get(p))) && !beside(claims.get(c + 1)) {
            return None;
        }
        let from = claims[..c].iter().rposition(|f| f.sentence != own.sentence).map_or(0, |p| p + 1);
        let to = claims[c..].iter().position(|f| f.sentence != own.sentence).map_or(claims.len(), |p| c + p);
        let width = |f: &Found<'_>| f.content.iter().map(|p| p.len()).sum::<usize>();
        (from..to)
            .filter(|&p| p != c && claims[p].content.iter().any(|part| part.contains(&own.cue.start)))
            .filter(|&p| width(&claims[p]) > width(own) || p < c)
            .filter(|&p| !own.content.iter().any(|part| part.contains(&claims[p].cue.start)))
            .min_by_key(|&p| width(&claims[p]))
    }

    /// Whether the content of `c` is nothing but other attributions.
    fn is_relay(&self, claims: &[Found<'_>], parents: &[Option<usize>], c: usize) -> bool {
        // Parents and children are of one sentence, whose claims stand side by side.
        let same = |&k: &usize| claims[k].sentence == claims[c].sentence;
        if !spoken(&claims[c]) || judges(&claims[c]) {
            return false;
        }
        let low = (c.saturating_sub(64)..c).rev().take_while(same).last().unwrap_or(c);
        let children: Vec<usize> = (low..claims.len().min(c + 64))
            .take_while(same)
            .filter(|&k| {
                parents[k] == Some(c)
                    && spoken(&claims[k])
                    && claims[k].plain
                    && self.states(&claims[k])
                    && (!self.same_speaker(&claims[k]) || self.is_told_by_medium(&claims[c]))
            })
            .collect();
        // "quoted a witness who said"
        let cites = || {
            claims[c].entry.is(lemmas!["quote", "cite"])
                && children.iter().any(|&k| claims[k].source.as_ref().map(|s| s.start) == claims[c].content.first().map(|p| p.start))
        };
        if children.is_empty() || claims[c].rule == Rule::CuePhrase && !cites() {
            return false;
        }
        let covered = |k: usize| {
            children.iter().any(|&ch| {
                let f = &claims[ch];
                f.extent.contains(&k) || f.source.as_ref().is_some_and(|s| s.contains(&k)) || f.content.iter().any(|p| p.contains(&k))
            })
        };
        let spare = claims[c]
            .content
            .iter()
            .flat_map(|p| p.clone())
            .filter(|&k| self.tag(k).mark == Mark::None && !covered(k) && !self.tag(k).is(class::THAT | class::CONJ) && self.date_from(k).is_none())
            .take(SPARE_WORDS + 1)
            .count();
        spare <= SPARE_WORDS
    }

    /// "Odinga denied that his party had agreed to join": what stands in a denied clause was said by no one. A denied noun ("the ministry's claim that")
    /// was.
    fn is_only_denied(&self, claims: &[Found<'_>], parents: &[Option<usize>], c: usize) -> bool {
        let mut up = parents[c];
        for _ in 0..6 {
            let Some(p) = up else { return false };
            if denies(&claims[p]) && claims[p].rule != Rule::CuePhrase && claims[c].rule != Rule::Noun {
                return true;
            }
            up = parents[p];
        }
        false
    }

    /// "He said he hoped to win", "she said the group had condemned the raid": what stands in another's statement is a claim of its own only where it is
    /// a statement, an accusation or a denial of someone else.
    fn is_part_of_what_is_said(&self, claims: &[Found<'_>], parents: &[Option<usize>], relay: &[bool], c: usize) -> bool {
        let mut up = parents[c];
        while let Some(p) = up.filter(|&p| relay[p]) {
            up = parents[p];
        }
        if up.is_none() {
            return false;
        }
        let found = &claims[c];
        let clause = matches!(
            found.rule,
            Rule::CueThat
                | Rule::CueClause
                | Rule::CueQuotation
                | Rule::ContentSourceCue
                | Rule::ContentCueSource
                | Rule::PrepositionContent
                | Rule::ContentPreposition
        );
        let blames = self.commits(found);
        match spoken(found) {
            false => !clause || self.same_speaker(found),
            true if self.same_speaker(found) => !matches!(found.rule, Rule::CueThat | Rule::CueQuotation | Rule::ContentSourceCue),
            // "rejected allegations that": no one's, and told within another's.
            true if found.rule == Rule::Noun && found.source.is_none() => true,
            // "rejected Israel's claim that …", "slammed the rebels' declaration that …": it was claimed all the same.
            true if found.rule == Rule::Noun && found.source.is_some() && self.is_judged(found, &claims[up.unwrap_or(c)]) => false,
            true => {
                !clause
                    && !blames
                    && !self.quotes(found)
                    && !matches!(found.rule, Rule::QuotedAsSaying | Rule::Citing | Rule::PassiveAgentless | Rule::PassiveBy | Rule::CueQuestion)
            }
        }
    }

    /// Its content is a statement, not something done in speaking ("asked him to leave", "agreed to leave"); "claimed to have" and "claimed to be" are.
    fn states(&self, found: &Found<'_>) -> bool {
        let past = || found.content.first().is_some_and(|p| self.is_word(p.start + 1, words!["have", "be"]));
        match found.rule {
            Rule::Noun | Rule::PassiveBy => false,
            // "had threatened to blow up", "had denied shelling", "has accused the builder of contempt"
            Rule::CuePhrase | Rule::CueGerund | Rule::CuePreposition | Rule::PassiveAgentless => self.commits(found),
            Rule::CueInfinitive => past() || self.commits(found) || self.quotes(found),
            _ => true,
        }
    }

    /// "Israel's claim that …" within what another denies, condemns or praises.
    fn is_judged(&self, found: &Found<'_>, by: &Found<'_>) -> bool {
        denies(by) || judges(by) && found.content.first().is_some_and(|part| self.tag(part.start - 1).is(class::THAT))
    }

    /// `asked residents to "evacuate"`: words of its own speaker, whoever tells of them.
    fn quotes(&self, found: &Found<'_>) -> bool {
        let infinitive = matches!(found.rule, Rule::CueInfinitive | Rule::CuePhrase) && found.addressee.is_some();
        infinitive && found.content.iter().any(|part| part.clone().any(|k| self.tag(k).mark == Mark::Open))
    }

    fn is_told_by_medium(&self, found: &Found<'_>) -> bool {
        found.source.as_ref().is_some_and(|s| self.is_medium(s))
    }

    /// What it does in speaking would be told on its own: it accuses, denies, threatens.
    fn commits(&self, found: &Found<'_>) -> bool {
        use Act::{Accuse, ClaimResponsibility, Demand, Deny, Order, Promise, Threaten, Warn};
        // "ordered the killings": a deed, and not told of as words.
        let deed = *found.act == Order && found.rule == Rule::CuePhrase && found.addressee.is_none();
        !deed && matches!(found.act, Accuse | Deny | ClaimResponsibility | Warn | Demand | Threaten | Order | Promise)
    }

    /// The source of a nested claim is a pronoun, which most likely is the outer speaker.
    fn same_speaker(&self, found: &Found<'_>) -> bool {
        found.shared || found.source.as_ref().is_some_and(|s| s.len() == 1 && self.tag(s.start).is(class::SUBJ | class::PRON | class::POSS))
    }

    /// The steps of those who pass a claim on without a claim of their own.
    fn via<'v>(&'v self, found: &'v Found<'a>) -> impl Iterator<Item = Step<'a>> + 'v {
        found.via.iter().map(|via| Step {
            role: &StepRole::Reporter,
            source: Some(self.source_span(&via.source)),
            source_at: via.source.start as u32,
            cue: (!found.cueless).then(|| self.span(&via.cue)),
            lemma: self.lexicon.lemma(via.entry),
            addressee: None,
            kind: &via.entry.manner.kind,
            act: &via.entry.manner.act,
            polarity: &Polarity::Asserted,
            said: if found.inherited { found.said } else { None },
            inherited: found.inherited && found.cueless,
        })
    }

    /// The step of a claim's own source.
    fn step(&self, found: &Found<'a>, role: &'static StepRole) -> Step<'a> {
        let rejected = *found.polarity == Polarity::Asserted && self.is_rejected(found);
        Step {
            role,
            source: found.source.as_ref().map(|s| self.source_span(s)),
            source_at: found.source.as_ref().map_or(0, |s| s.start as u32),
            cue: (!found.inherited && !found.cueless).then(|| self.span(&found.cue)),
            lemma: self.lexicon.lemma(found.entry),
            addressee: found.addressee.as_ref().map(|a| self.source_span(a)),
            kind: kind(found),
            act: act(found, rejected),
            polarity: self.polarity(found, rejected),
            said: if found.inherited { None } else { found.said },
            inherited: found.inherited,
        }
    }

    /// A source without the possessive mark of its last word.
    fn source_span(&self, tokens: &Range<usize>) -> Span {
        let mut span = self.span(tokens);
        let Some(last) = tokens.end.checked_sub(1) else { return span };
        if self.tag(last).genitive {
            span.end = self.doc.tokens.get(last).map_or(span.end, |t| t.core().max(span.start));
        } else if self.tag(last).is(class::SUBJ | class::PRON) {
            // "he's" is "he" and an auxiliary.
            let mark = self.word(last).find(['\'', '\u{2019}']).filter(|&m| m > 0);
            span.end = mark.and_then(|m| Some(self.doc.tokens.get(last)?.start() + m)).unwrap_or(span.end);
        }
        span
    }

    /// Denied if the cue denies, or if the content's predicate calls something untrue; unverified if the source is.
    fn polarity<'l>(&self, found: &Found<'l>, rejected: bool) -> &'l Polarity {
        if rejected {
            return &Polarity::Denied;
        }
        let open = |k: usize| self.is_in(k, list::UNVERIFIED);
        let before = found.extent.start.saturating_sub(1);
        if *found.polarity == Polarity::Asserted
            && (found.source.clone().is_some_and(|mut s| s.any(open)) || found.rule == Rule::Noun && open(before))
        {
            return &Polarity::Unverified;
        }
        found.polarity
    }

    /// "The report was false", "called the claim a fabrication", "no truth in the rumours".
    fn is_rejected(&self, found: &Found<'_>) -> bool {
        let called = || found.entry.is(lemmas!["call", "describe", "brand", "label", "characterize", "characterise", "term"]);
        let rejects = |k: usize| {
            let back = (k.saturating_sub(4)..k).rev().take_while(|&b| !matches!(self.tag(b).mark, Mark::Comma | Mark::Stop));
            let is = |b: usize| self.tag(b).is(class::BE) || self.word(b).ends_with("'s") || self.word(b).ends_with("\u{2019}s");
            called() || back.clone().any(is) && !back.clone().any(|b| self.tag(b).is(class::NEG))
        };
        let decides = |k: usize| {
            let untrue = || {
                let back = || (k.saturating_sub(3)..k).rev().take_while(|&b| self.tag(b).mark == Mark::None);
                back().any(|b| self.tag(b).is(class::NEG)) && back().any(|b| self.tag(b).is(class::BE))
            };
            self.is_word(k, words!["true"]) && untrue()
                || self.tag(k).is(class::REJECTING) && rejects(k)
                || k > 0 && self.is_word(k, words!["truth"]) && self.is_word(k - 1, words!["no"]) && self.is_word(k + 1, words!["in", "to"])
        };
        // Nearly all content has none of these words.
        let mut left = 60;
        found.content.iter().any(|part| {
            let read = part.start..part.end.min(part.start + left);
            left -= read.len();
            let rejecting = &self.tags.rejecting[self.tags.rejecting.partition_point(|&k| (k as usize) < read.start)..];
            rejecting.iter().map(|&k| k as usize).take_while(|&k| k < read.end).any(decides)
        })
    }

    fn how_quoted(&self, content: &[Range<usize>]) -> Quotation {
        let (mut words, mut quoted) = (0, 0);
        for part in content {
            for tag in self.tags.tags.get(part.clone()).unwrap_or_default() {
                let word = tag.mark == Mark::None;
                words += usize::from(word);
                quoted += usize::from(word & tag.quoted);
            }
        }
        match quoted {
            0 => Quotation::Indirect,
            _ if quoted == words => Quotation::Direct,
            _ => Quotation::Mixed,
        }
    }
}

/// Whoever says that something is untrue denies it.
fn act<'l>(found: &Found<'l>, rejected: bool) -> &'l Act {
    if rejected && *found.act == Act::State { &Act::Deny } else { found.act }
}

/// "Hopes to host", "has decided to leave": with an infinitive, a wish or decision is an intention.
fn kind<'l>(found: &Found<'l>) -> &'l AttributionType {
    let attitude = matches!(found.entry.manner.kind, AttributionType::Belief | AttributionType::Knowledge);
    let wish = found.entry.is(lemmas!["hope", "decide", "consider", "expect"]);
    let shape = found.rule == Rule::CueInfinitive || found.rule == Rule::CueGerund && found.entry.is(lemmas!["consider"]);
    if attitude && wish && shape { &AttributionType::Intention } else { &found.entry.manner.kind }
}

fn denies(found: &Found<'_>) -> bool {
    found.entry.manner.polarity == Polarity::Denied
}

/// It tells what its source thinks of what another said.
fn judges(found: &Found<'_>) -> bool {
    denies(found) || matches!(found.act, Act::Condemn | Act::Praise)
}

/// What one believes or wants is no more than a part of what another says.
fn spoken(found: &Found<'_>) -> bool {
    found.entry.manner.kind == AttributionType::Communication
}

/// The word's share of attributing uses, more where the shape leaves little doubt.
fn confidence(found: &Found<'_>) -> f32 {
    let shape = match found.rule {
        Rule::CueThat
        | Rule::ContentCueSource
        | Rule::ContentSourceCue
        | Rule::QuotedAsSaying
        | Rule::PrepositionContent
        | Rule::ContentPreposition => 0.95,
        Rule::CueQuotation => 0.9,
        Rule::CueClause | Rule::InheritedSpeaker => 0.85,
        Rule::CueInfinitive | Rule::CueQuestion => 0.75,
        _ => 0.6,
    };
    let source = if found.source.is_some() { 1.0 } else { 0.8 };
    let prior = found.entry.prior().max(0.3);
    ((shape * 2.0 + prior) / 3.0 * source * 100.0_f32).round() / 100.0
}
