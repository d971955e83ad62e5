//! The rules that make claims.

/// A rule, of which the output has the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    CueThat,
    CueClause,
    CueQuotation,
    CuePhrase,
    CueInfinitive,
    CueQuestion,
    CueGerund,
    CuePreposition,
    RelativeGap,
    AsClause,
    ContentSourceCue,
    ContentCueSource,
    DeniedInTurn,
    PassiveBy,
    PassiveAgentless,
    QuotedAsSaying,
    PrepositionContent,
    ContentPreposition,
    Citing,
    Adjective,
    Noun,
    Responsibility,
    LabelColon,
    LabelDash,
    QuotationAfter,
    QuotationBefore,
    InheritedSpeaker,
}

impl Rule {
    pub fn name(self) -> &'static str {
        match self {
            Rule::CueThat => "cue-that",
            Rule::CueClause => "cue-clause",
            Rule::CueQuotation => "cue-quotation",
            Rule::CuePhrase => "cue-phrase",
            Rule::CueInfinitive => "cue-infinitive",
            Rule::CueQuestion => "cue-question",
            Rule::CueGerund => "cue-gerund",
            Rule::CuePreposition => "cue-preposition",
            Rule::RelativeGap => "relative-gap",
            Rule::AsClause => "as-clause",
            Rule::ContentSourceCue => "content-source-cue",
            Rule::ContentCueSource => "content-cue-source",
            Rule::DeniedInTurn => "denied-in-turn",
            Rule::PassiveBy => "passive-by",
            Rule::PassiveAgentless => "passive-agentless",
            Rule::QuotedAsSaying => "quoted-as-saying",
            Rule::PrepositionContent => "preposition-content",
            Rule::ContentPreposition => "content-preposition",
            Rule::Citing => "citing",
            Rule::Adjective => "adjective",
            Rule::Noun => "noun",
            Rule::Responsibility => "responsibility",
            Rule::LabelColon => "label-colon",
            Rule::LabelDash => "label-dash",
            Rule::QuotationAfter => "quotation-after",
            Rule::QuotationBefore => "quotation-before",
            Rule::InheritedSpeaker => "inherited-speaker",
        }
    }
}
