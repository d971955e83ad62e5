//! The line from article to extraction.

use crate::{
    article::Article,
    attribution::Attributor,
    document::Document,
    error::Error,
    gazetteer::{Gazetteer, Layers, MereWords},
    mention::{self, Candidates},
    model::{Extraction, Generator, Offsets, SCHEMA},
    resolve,
    span::Span,
    structure,
    token::{self, Tokens},
    vocabulary::{Asked, Numbering, Read, Vocabulary},
};

/// Turns articles into [`Extraction`]s. Build it once and share it: it is immutable and `Send + Sync`.
pub struct Extractor {
    layers: Layers,
    splitter: structure::Splitter,
    dates: mention::date::Finder,
    people: mention::person::Finder,
    places: mention::place::Finder,
    factions: mention::faction::Finder,
    faction_resolver: resolve::faction::Resolver,
    place_resolver: resolve::place::Resolver,
    attributor: Attributor,
    mere: MereWords,
    headline_words: structure::HeadlineWords,
    vocabulary: Vocabulary,
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
        self.run(article, Stages(|_| ()))
    }

    /// As [`Extractor::extract`], but calls `ended` with the name of each stage when it has ended.
    #[cfg(feature = "bench")]
    #[doc(hidden)]
    pub fn extract_in_stages(&self, article: &Article<'_>, ended: impl FnMut(&'static str)) -> Extraction {
        self.run(article, Stages(ended))
    }

    /// Hands the work of the stage `dates` alone to `timed`, on articles that are ready but for their dates.
    #[cfg(feature = "bench")]
    #[doc(hidden)]
    pub fn dates_alone(&self, articles: &[Article<'_>], timed: impl FnOnce(&mut dyn FnMut())) {
        let documents: Vec<Document<'_>> = articles.iter().map(|article| self.document(article, &mut Stages(|_| ()))).collect();
        timed(&mut || documents.iter().for_each(|doc| drop(std::hint::black_box(self.dates.find(doc)))));
    }

    /// Does the work of the stages `tokens`, `sentences` and `quotations` alone.
    #[cfg(feature = "bench")]
    #[doc(hidden)]
    pub fn text_alone(&self, text: &str) {
        let tokens = token::read(text);
        let paragraphs = structure::paragraphs(text, &tokens);
        let sentences = structure::sentences(&self.splitter, text, &tokens, &paragraphs);
        drop(std::hint::black_box((structure::quotations(text, &tokens, &paragraphs), sentences, tokens)));
    }

    fn run(&self, article: &Article<'_>, mut stages: Stages<impl FnMut(&'static str)>) -> Extraction {
        let layers = &self.layers;
        let doc = self.document(article, &mut stages);
        let dates = stages.end("dates", self.dates.find(&doc));
        let people = stages.end("people", self.people.find(layers, &doc));
        let (places, senses) = stages.end("places", self.places.find(layers, &doc, &people));
        let candidates = Candidates { places, dates, people, factions: stages.end("factions", self.factions.find(layers, &doc)) };
        let claims = stages.end("attribution", self.attributor.find(layers, &doc, &candidates));
        let sources = resolve::sources(&claims);
        let placed = stages.end("resolve places", self.place_resolver.resolve(layers, &doc, (&candidates, &senses), &sources));
        let acting = (self.factions.classes(), self.people.words().leaders());
        let factions = stages.end("resolve factions", self.faction_resolver.resolve(layers, acting, &doc, (&candidates, &placed), &sources));
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
            factions,
            places: placed,
            dates: stages.end("resolve dates", resolve::date::resolve(layers, &doc, &candidates, &claims)),
            people: Vec::new(),
            claims: Vec::new(),
        };
        resolve::link::link(layers, &doc, self.people.words(), &candidates, &claims, &mut extraction);
        stages.end("people and claims", ());
        extraction.count_in(&self.offsets, article.text());
        stages.end("offsets", extraction)
    }

    /// The date on which a text says that it was published, with the words that say so: a full date on a short line or in the first words of its head.
    ///
    /// Extraction does not use it: give it to [`Article::published`] to resolve "Thursday" against it.
    pub fn date_line(&self, text: &str) -> Option<(jiff::civil::Date, Span)> {
        self.dates.date_line(&self.vocabulary, text)
    }

    fn document<'a>(&'a self, article: &'a Article<'a>, stages: &mut Stages<impl FnMut(&'static str)>) -> Document<'a> {
        let text = article.text();
        let tokens = stages.end("tokens", token::read(text));
        let paragraphs = structure::paragraphs(text, &tokens);
        let sentences = stages.end("sentences", structure::sentences(&self.splitter, text, &tokens, &paragraphs));
        let quotations = stages.end("quotations", structure::quotations(text, &tokens, &paragraphs));
        let Tokens { tokens, keys, .. } = tokens;
        let Read { words, starts } = stages.end("words", self.vocabulary.words(text, &tokens, &keys));
        let names = stages.end("names", self.layers.names(text, &tokens, &keys, &words, &starts));
        stages.end(
            "index",
            Document::new(
                (&self.layers, &self.vocabulary, &self.mere, &self.headline_words),
                article,
                (tokens, keys, words),
                sentences,
                quotations,
                names,
            ),
        )
    }
}

/// Hears which stage has ended; costs nothing where nobody listens.
struct Stages<F>(F);

impl<F: FnMut(&'static str)> Stages<F> {
    fn end<T>(&mut self, stage: &'static str, result: T) -> T {
        self.0(stage);
        result
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
    /// If a row of a gazetteer adds to nothing (`+id`), if rows put words into more sets of classes or have more different words than can be told apart, or if the embedded index is damaged, which a build that passes its tests excludes.
    pub fn build(self) -> Result<Extractor, Error> {
        let layers = Layers::new(self.gazetteers)?;
        let mut numbering = Numbering::default();
        let dates = mention::date::Finder::new(&layers, &mut numbering);
        let people = mention::person::Finder::new(&layers, &mut numbering);
        let places = mention::place::Finder::new(&layers, &mut numbering)?;
        let factions = mention::faction::Finder::new(&layers, &mut numbering)?;
        let mere = MereWords::new(&layers, &mut numbering);
        let headline_words = structure::HeadlineWords::new(&layers, &mut numbering);
        let attributor = Attributor::new(&layers, &mut numbering);
        let layers = layers.knowing(&numbering);
        let asked = |word| {
            let mut asked = Asked::default();
            dates.ask(word, &mut asked);
            people.ask(word, &mut asked);
            places.ask(word, &mut asked);
            factions.ask(word, &mut asked);
            mere.ask(word, &mut asked);
            asked
        };
        let vocabulary = numbering.finish(asked, |number, word| layers.begins(number, word), layers.marks())?;
        Ok(Extractor {
            splitter: structure::Splitter::new(&layers),
            dates,
            people,
            places,
            factions,
            faction_resolver: resolve::faction::Resolver::new(&layers),
            place_resolver: resolve::place::Resolver::new(&layers),
            attributor,
            mere,
            headline_words,
            hash: layers.hash(),
            offsets: self.offsets,
            vocabulary,
            layers,
        })
    }
}
