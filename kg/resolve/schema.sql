-- The catalogue: references of all articles, found by name. Derived from the article graphs; it may be deleted at any time.

CREATE TABLE meta (version TEXT NOT NULL);

-- The version of each article that the catalogue knows.
CREATE TABLE articles (article TEXT PRIMARY KEY, hash TEXT NOT NULL) WITHOUT ROWID;

-- bearer: the id of the bearer, where the name has several.
CREATE TABLE refs (
  iri TEXT PRIMARY KEY, article TEXT NOT NULL, proposed TEXT NOT NULL, name_key TEXT NOT NULL, profile INTEGER NOT NULL,
  span TEXT, stands INTEGER NOT NULL, tells INTEGER NOT NULL, context TEXT NOT NULL, bearer TEXT
) WITHOUT ROWID;
CREATE INDEX refs_by_article ON refs (article);
CREATE INDEX refs_by_name ON refs (name_key, stands, iri);
CREATE INDEX refs_by_name_and_article ON refs (name_key, article);

-- What references say of a name, each said thing once, with how often it is said.
CREATE TABLE profiles (
  id INTEGER PRIMARY KEY, name_key TEXT NOT NULL, said TEXT NOT NULL, country TEXT, is_country INTEGER NOT NULL,
  count INTEGER NOT NULL,
  UNIQUE (name_key, said)
);
CREATE INDEX profiles_by_country ON profiles (country);
CREATE INDEX profiles_of_countries ON profiles (name_key) WHERE is_country;

-- lone_key: for names that tell nothing by themselves, what all that are written alike share.
CREATE TABLE names (name_key TEXT PRIMARY KEY, is_own INTEGER NOT NULL, lone_key TEXT) WITHOUT ROWID;
CREATE INDEX names_by_lone_key ON names (lone_key);

CREATE TABLE keys (
  key TEXT NOT NULL, name_key TEXT NOT NULL, offers INTEGER NOT NULL, seeks INTEGER NOT NULL,
  PRIMARY KEY (key, name_key)
) WITHOUT ROWID;
CREATE INDEX keys_by_name ON keys (name_key);
CREATE TABLE lone_seeks (key TEXT NOT NULL, lone_key TEXT NOT NULL, PRIMARY KEY (key, lone_key)) WITHOUT ROWID;
CREATE INDEX lone_seeks_by_lone_key ON lone_seeks (lone_key);

-- What articles say beside a name, but for who is named beside it, which follows from refs.
CREATE TABLE contexts (
  name_key TEXT NOT NULL, token TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (name_key, token)
) WITHOUT ROWID;

-- The outcome, where it is not that a name goes by its own IRI.
CREATE TABLE bearers (bearer TEXT PRIMARY KEY, name_key TEXT NOT NULL, entity TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX bearers_by_name ON bearers (name_key);
CREATE INDEX bearers_by_entity ON bearers (entity);

-- scope: empty, or the lone_key of the names among which it was found.
CREATE TABLE identities (
  one TEXT NOT NULL, other TEXT NOT NULL, scope TEXT NOT NULL, one_name TEXT NOT NULL, other_name TEXT NOT NULL,
  record TEXT NOT NULL, PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX identities_by_one ON identities (one_name);
CREATE INDEX identities_by_other ON identities (other_name);
CREATE INDEX identities_by_scope ON identities (scope);

-- What articles give to the graph of entities beside references: relations, as linking proposed, and extractors.
-- stated: the triples that follow, under who the entities are; identities state some as well.
CREATE TABLE relations (article TEXT NOT NULL, subject TEXT NOT NULL, predicate TEXT NOT NULL, object TEXT NOT NULL);
CREATE INDEX relations_by_article ON relations (article);
CREATE TABLE extractors (article TEXT NOT NULL, extractor TEXT NOT NULL, PRIMARY KEY (article, extractor)) WITHOUT ROWID;
CREATE INDEX extractors_by_name ON extractors (extractor);
CREATE TABLE stated (
  article TEXT NOT NULL, subject TEXT NOT NULL, predicate TEXT NOT NULL, object TEXT NOT NULL,
  PRIMARY KEY (subject, predicate, object, article)
) WITHOUT ROWID;
CREATE INDEX stated_by_article ON stated (article);

-- The place right around another, or the territory of a state; and what describes it if no article names it.
CREATE TABLE around (inner TEXT PRIMARY KEY, outer TEXT NOT NULL, place TEXT) WITHOUT ROWID;
CREATE INDEX around_by_outer ON around (outer);
-- The place of each country, where it is not that of the gazetteer.
CREATE TABLE territories (country TEXT PRIMARY KEY, outer TEXT NOT NULL, place TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX territories_by_outer ON territories (outer);

-- What each article is compared by with others: what it tells (MessagePack), the publisher, and the print of its text.
-- known: who its actors are, where they are others than linking proposed; NULL until it is compared. day: counted from
-- the year 1.
CREATE TABLE compared (
  number INTEGER PRIMARY KEY, article TEXT NOT NULL UNIQUE, known BLOB, day INTEGER, publisher TEXT, runs INTEGER NOT NULL,
  signature BLOB NOT NULL, told BLOB NOT NULL
);
-- Which articles speak of an entity, and whether as of a country.
CREATE TABLE tellers (entity TEXT NOT NULL, is_country INTEGER NOT NULL, day INTEGER, number INTEGER NOT NULL);
CREATE INDEX tellers_by_entity ON tellers (entity, day, is_country, number);
CREATE INDEX tellers_by_number ON tellers (number);
-- Which prints have a number twice as long at a place of their signature.
CREATE TABLE bands (
  place INTEGER NOT NULL, band INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (place, band, number)
) WITHOUT ROWID;

CREATE TABLE decisions (line TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE corrections (
  entity TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (entity, field)
) WITHOUT ROWID;

-- What is still to be written to the store: articles, nodes of the graph of entities, identities, accounts that are
-- gone, and what may have to go: identities, and nodes of what articles tell in common.
CREATE TABLE pending (kind TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;

-- Articles whose graphs were rewritten: the store has to say the same, or they were stored anew since.
CREATE TABLE relinked (article TEXT PRIMARY KEY) WITHOUT ROWID;
