//! The line from article to extraction.

use crate::{
    article::Article,
    attribution::Attributor,
    document::Document,
    error::Error,
    gazetteer::{Gazetteer, Layers},
    mention::{self, Candidates},
    model::{Extraction, Generator, Offsets, SCHEMA},
    resolve,
    span::Span,
    structure, token,
};

/// Turns articles into [`Extraction`]s. Build it once and share it: it is immutable and `Send + Sync`.
pub struct Extractor {
    layers: Layers,
    splitter: structure::Splitter,
    dates: mention::date::Finder,
    people: mention::person::Finder,
    places: mention::place::Finder,
    factions: mention::faction::Finder,
    attributor: Attributor,
    offsets: Offsets,
    hash: String,
}

impl Extractor {
    /// An extractor with the built-in gazetteers and default settings.
    ///
    /// # Errors
    ///
    /// If the embedded index is damaged, which a build that passes its tests excludes.
    pub fn new() -> Result<Extractor, Error> {
        Extractor::builder().build()
    }

    /// A builder with default settings.
    pub fn builder() -> ExtractorBuilder {
        ExtractorBuilder { gazetteers: Vec::new(), offsets: Offsets::Utf8 }
    }

    /// Extracts everything from one article. Takes time linear in the length of its text, and gives the same result at every call.
    pub fn extract(&self, article: &Article<'_>) -> Extraction {
        let doc = self.document(article);
        let candidates = Candidates {
            dates: self.dates.find(&self.layers, &doc),
            people: self.people.find(&self.layers, &doc),
            places: self.places.find(&self.layers, &doc),
            factions: self.factions.find(&self.layers, &doc),
        };
        let claims = self.attributor.find(&self.layers, &doc, &candidates);
        let mut extraction = Extraction {
            schema: SCHEMA.into(),
            generator: Generator { version: env!("CARGO_PKG_VERSION").into(), gazetteers: self.hash.clone() },
            offsets: Offsets::Utf8,
            id: article.get_id().map(str::to_owned),
            published: article.get_published(),
            title: article.get_title().map(str::to_owned),
            outlet: article.get_outlet().map(str::to_owned),
            url: article.get_url().map(str::to_owned),
            sentences: doc.sentences.iter().map(|s| s.span).collect(),
            factions: resolve::faction::resolve(&self.layers, &doc, &candidates, &claims),
            places: resolve::place::resolve(&self.layers, &doc, &candidates, &claims),
            dates: resolve::date::resolve(&self.layers, &doc, &candidates, &claims),
            people: Vec::new(),
            claims: Vec::new(),
        };
        resolve::link::link(&self.layers, &doc, self.people.words(), &candidates, claims, &mut extraction);
        extraction.count_in(&self.offsets, article.text());
        extraction
    }

    /// The date on which a text says that it was published, with the words that say so: a full date on a short line or in the first words of its head.
    ///
    /// Extraction does not use it: give it to [`Article::published`] to resolve "Thursday" against it.
    pub fn date_line(&self, text: &str) -> Option<(jiff::civil::Date, Span)> {
        self.dates.date_line(text)
    }

    fn document<'a>(&self, article: &'a Article<'a>) -> Document<'a> {
        let text = article.text();
        let tokens = token::tokenize(text);
        let paragraphs = structure::paragraphs(text, &tokens);
        let sentences = structure::sentences(&self.splitter, text, &tokens, &paragraphs);
        let quotations = structure::quotations(text, &tokens, &paragraphs);
        let names = self.layers.names(text, &tokens);
        Document::new(article, tokens, sentences, quotations, names)
    }
}

/// Settings of an [`Extractor`] to be.
#[derive(Clone, Debug)]
pub struct ExtractorBuilder {
    gazetteers: Vec<Gazetteer>,
    offsets: Offsets,
}

impl ExtractorBuilder {
    /// Lays a gazetteer over the built-in one and those given before: it adds, overrides and removes.
    pub fn gazetteer(mut self, gazetteer: Gazetteer) -> ExtractorBuilder {
        self.gazetteers.push(gazetteer);
        self
    }

    /// Sets the unit of all offsets; UTF-8 bytes by default.
    pub fn offsets(mut self, offsets: Offsets) -> ExtractorBuilder {
        self.offsets = offsets;
        self
    }

    /// Builds the extractor.
    ///
    /// # Errors
    ///
    /// If the embedded index is damaged, which a build that passes its tests excludes.
    pub fn build(self) -> Result<Extractor, Error> {
        let layers = Layers::new(&self.gazetteers)?;
        Ok(Extractor {
            splitter: structure::Splitter::new(&layers),
            dates: mention::date::Finder::new(&layers),
            people: mention::person::Finder::new(&layers),
            places: mention::place::Finder::new(&layers),
            factions: mention::faction::Finder::new(&layers),
            attributor: Attributor::new(&layers),
            hash: layers.hash(),
            offsets: self.offsets,
            layers,
        })
    }
}
