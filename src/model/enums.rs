//! The closed vocabularies of the contract. Each is open to new values: what a reader does not know it keeps as `Other`.

macro_rules! vocabulary {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$vdoc])* $variant,)*
            /// A value this version does not know, kept as it was read.
            Other(Box<str>),
        }

        impl $name {
            /// The value as the contract spells it.
            pub fn as_str(&self) -> &str {
                match self { $($name::$variant => $text,)* $name::Other(text) => text }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> $name {
                match text { $($text => $name::$variant,)* other => $name::Other(other.into()) }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<$name, D::Error> {
                let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
                Ok($name::from(&*text))
            }
        }
    )*};
}

vocabulary! {
    /// The unit of every offset in a record.
    Offsets {
        /// Bytes of UTF-8.
        Utf8 = "utf8",
        /// UTF-16 code units, as JavaScript, Java and C# count.
        Utf16 = "utf16",
        /// Unicode scalar values, as Python counts.
        Scalar = "scalar",
    }
    /// What an actor is.
    FactionKind {
        /// A non-state armed group.
        ArmedGroup = "armed_group",
        /// A government or one of its civilian institutions.
        Government = "government",
        /// Armed forces or a branch of them.
        Military = "military",
        /// Police.
        Police = "police",
        /// A political party or movement.
        Party = "party",
        /// An international organisation or mission.
        International = "international",
        /// A news medium, agency or monitor.
        Outlet = "outlet",
        /// A cartel, gang or other criminal organisation.
        CriminalGroup = "criminal_group",
        /// A community in communal violence.
        Communal = "communal",
        /// A coalition or a collective of several actors.
        Umbrella = "umbrella",
        /// Not known.
        Unknown = "unknown",
    }
    /// How an actor is referred to.
    Form {
        /// By a name.
        Name = "name",
        /// By an acronym.
        Acronym = "acronym",
        /// By an adjective.
        Adjectival = "adjectival",
        /// By the name of a country, capital or building that stands for the actor.
        Metonym = "metonym",
        /// By a description that only the discourse resolves.
        Description = "description",
    }
    /// What a toponym stands for.
    PlaceUse {
        /// The place itself.
        Literal = "literal",
        /// Those who act there ("Damascus launched").
        Metonym = "metonym",
        /// A nationality or origin ("Syrian").
        Adjectival = "adjectival",
    }
    /// The TIMEX3 type.
    DateType {
        /// A calendar date of any granularity of a day or more.
        Date = "DATE",
        /// A time of day.
        Time = "TIME",
        /// A length of time.
        Duration = "DURATION",
        /// A recurring time.
        Set = "SET",
    }
    /// What a date was resolved against.
    Anchor {
        /// The day of publication (document creation time).
        Dct = "dct",
        /// The day on which the surrounding statement was made.
        Said = "said",
        /// The last date that the narrative gave.
        Narrative = "narrative",
        /// Nothing: the expression is complete in itself, or nothing was known.
        None = "none",
    }
    /// The part a step of a chain plays.
    StepRole {
        /// Passes on what someone else said.
        Reporter = "reporter",
        /// Said it.
        Speaker = "speaker",
    }
    /// What speaks.
    EntityKind {
        /// A person of the article.
        Person = "person",
        /// A holder of a role who is not named.
        Role = "role",
        /// An organised actor.
        Faction = "faction",
        /// A news medium.
        Outlet = "outlet",
        /// A document, report, poll or statement.
        Document = "document",
        /// A source the article does not name.
        Unnamed = "unnamed",
    }
    /// How the content is quoted.
    Quotation {
        /// All of it in quotation marks.
        Direct = "direct",
        /// None of it.
        Indirect = "indirect",
        /// Some of it.
        Mixed = "mixed",
    }
    /// The kind of attribution, after the Penn Discourse Treebank.
    AttributionType {
        /// Said or written.
        Communication = "communication",
        /// Believed, thought, felt.
        Belief = "belief",
        /// Known, found, remembered.
        Knowledge = "knowledge",
        /// Intended, planned, ordered.
        Intention = "intention",
    }
    /// What is done in saying it.
    Act {
        /// Says that it is so.
        State = "state",
        /// Lays a deed at someone's door.
        Accuse = "accuse",
        /// Says that it is not so.
        Deny = "deny",
        /// Asks that something be done.
        Demand = "demand",
        /// Announces harm.
        Threaten = "threaten",
        /// Commits to a deed.
        Promise = "promise",
        /// Takes responsibility.
        ClaimResponsibility = "claim_responsibility",
        /// Says that what was said before is so.
        Confirm = "confirm",
        /// Tells of a danger.
        Warn = "warn",
        /// Asks a question.
        Ask = "ask",
        /// Speaks well of something or backs it.
        Praise = "praise",
        /// Speaks ill of something.
        Condemn = "condemn",
        /// Says what ought to be done.
        Propose = "propose",
        /// Gives an order.
        Order = "order",
        /// Foretells.
        Predict = "predict",
        /// Thinks, feels or knows without saying.
        Hold = "hold",
    }
    /// Whether the source stands by the content.
    Polarity {
        /// It does.
        Asserted = "asserted",
        /// It rejects it.
        Denied = "denied",
        /// The article says that it could not be verified.
        Unverified = "unverified",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_a_later_version_survive() {
        let read: Act = serde_json::from_str("\"apologise\"").unwrap();
        assert_eq!(read, Act::Other("apologise".into()));
        assert_eq!(serde_json::to_string(&read).unwrap(), "\"apologise\"");
        assert_eq!(serde_json::from_reader::<_, Act>(&b"\"deny\""[..]).unwrap(), Act::Deny);
    }
}
