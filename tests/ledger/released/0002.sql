CREATE INDEX claim_places_id ON claim_places (id, claim);
CREATE INDEX claim_places_name ON claim_places (name, claim);
CREATE INDEX claims_anchor ON claims (anchor, seq);
CREATE INDEX claims_event ON claims (event, seq);
CREATE INDEX claims_happened ON claims (happened_long, happened_first, happened_last);
CREATE INDEX claims_known ON claims (known);
CREATE INDEX claims_level ON claims (level, seq);
CREATE INDEX claims_mode ON claims (mode, seq);
CREATE INDEX claims_party ON claims (party, seq);
CREATE INDEX claims_said ON claims (said_long, said_first, said_last);
CREATE INDEX claims_source ON claims (source_id, seq);
CREATE INDEX claims_speaker ON claims (speaker, seq);
CREATE INDEX claims_thread ON claims (document_id, anchor, seq);
CREATE INDEX documents_content ON documents (content_hash);
CREATE INDEX documents_id ON documents (id, seq);
CREATE INDEX documents_language ON documents (language, seq);
CREATE INDEX documents_outlet ON documents (outlet, seq);
CREATE INDEX entries_last ON entries (last);
CREATE INDEX entries_recorded ON entries (recorded);
CREATE INDEX judgements_anchor ON judgements (anchor, seq);
CREATE INDEX judgements_author ON judgements (author, seq);
CREATE INDEX judgements_kind ON judgements (kind, seq);
CREATE INDEX judgements_thread ON judgements (document_id, anchor, seq);
CREATE INDEX judgements_withdraws ON judgements (withdraws);
CREATE INDEX readings_known ON readings (known, document);
CREATE INDEX relations_edge ON relations (source, target, kind, seq);
CREATE INDEX relations_kind ON relations (kind, seq);
CREATE INDEX relations_target ON relations (target, seq);
CREATE INDEX runs_run ON runs (run, seq);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE claim_places (
	claim INTEGER NOT NULL, 
	n INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	id TEXT, 
	kind TEXT NOT NULL, 
	role TEXT NOT NULL, 
	PRIMARY KEY (claim, n), 
	FOREIGN KEY(claim) REFERENCES claims (seq)
);
CREATE VIRTUAL TABLE claim_words USING fts5(words, columnsize=0, tokenize='unicode61 remove_diacritics 0');
CREATE TABLE 'claim_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'claim_words_content'(id INTEGER PRIMARY KEY, c0);
CREATE TABLE 'claim_words_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'claim_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE claims (
	seq INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	reading INTEGER NOT NULL, 
	judgement INTEGER, 
	state TEXT NOT NULL, 
	document_id TEXT NOT NULL, 
	anchor TEXT NOT NULL, 
	version TEXT NOT NULL, 
	dated TEXT, 
	known TEXT NOT NULL, 
	start INTEGER, 
	source_id TEXT, 
	party TEXT, 
	speaker TEXT, 
	event TEXT, 
	level TEXT, 
	mode TEXT, 
	happened_long INTEGER, 
	happened_first TEXT, 
	happened_last TEXT, 
	said_long INTEGER, 
	said_first TEXT, 
	said_last TEXT, 
	digest TEXT NOT NULL, 
	record TEXT, 
	PRIMARY KEY (seq), 
	FOREIGN KEY(document) REFERENCES documents (seq), 
	FOREIGN KEY(reading) REFERENCES readings (seq), 
	FOREIGN KEY(judgement) REFERENCES judgements (seq)
);
CREATE VIRTUAL TABLE document_words USING fts5(words, columnsize=0, tokenize='unicode61 remove_diacritics 0');
CREATE TABLE 'document_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'document_words_content'(id INTEGER PRIMARY KEY, c0);
CREATE TABLE 'document_words_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'document_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE documents (
	seq INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	content_hash TEXT NOT NULL, 
	length INTEGER NOT NULL, 
	language TEXT, 
	published TEXT, 
	title TEXT, 
	outlet TEXT, 
	publisher TEXT, 
	url TEXT, 
	text TEXT, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	CONSTRAINT documents_key UNIQUE ("key")
);
CREATE TABLE entries (
	entry INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	recorded TEXT NOT NULL, 
	last INTEGER NOT NULL, 
	root TEXT NOT NULL, 
	link TEXT NOT NULL, 
	PRIMARY KEY (entry)
);
CREATE TABLE judgements (
	seq INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	document_id TEXT NOT NULL, 
	anchor TEXT, 
	version TEXT, 
	author TEXT NOT NULL, 
	withdraws INTEGER, 
	value TEXT, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq)
);
CREATE TABLE notes (
	kind TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (kind, "key")
);
CREATE TABLE readings (
	seq INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	run INTEGER NOT NULL, 
	reader TEXT NOT NULL, 
	fingerprint TEXT NOT NULL, 
	dated TEXT, 
	known TEXT NOT NULL, 
	found INTEGER NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	CONSTRAINT readings_once UNIQUE (document, reader, fingerprint), 
	FOREIGN KEY(document) REFERENCES documents (seq)
);
CREATE TABLE relations (
	seq INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	run INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	source TEXT NOT NULL, 
	target TEXT NOT NULL, 
	known TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	features TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq)
);
CREATE TABLE runs (
	seq INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	run INTEGER NOT NULL, 
	verb TEXT NOT NULL, 
	state TEXT NOT NULL, 
	reader TEXT, 
	software TEXT, 
	counts TEXT, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq)
);
CREATE TRIGGER claims_same BEFORE UPDATE OF seq, entry, document, reading, judgement, state, document_id, anchor, version, dated, known, start, source_id, party, speaker, event, level, mode, happened_long, happened_first, happened_last, said_long, said_first, said_last, digest, record ON claims BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claims_stay BEFORE DELETE ON claims BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER documents_same BEFORE UPDATE OF seq, entry, id, key, content_hash, length, language, published, title, outlet, publisher, url, digest ON documents BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER documents_stay BEFORE DELETE ON documents BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER documents_text BEFORE UPDATE OF text ON documents WHEN NEW.text IS NOT NULL BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER entries_same BEFORE UPDATE OF entry, kind, recorded, last, root, link ON entries BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER entries_stay BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER judgements_same BEFORE UPDATE OF seq, entry, kind, document_id, anchor, version, author, withdraws, value, digest ON judgements BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER judgements_stay BEFORE DELETE ON judgements BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER readings_same BEFORE UPDATE OF seq, entry, document, run, reader, fingerprint, dated, known, found, digest ON readings BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER readings_stay BEFORE DELETE ON readings BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER relations_same BEFORE UPDATE OF seq, entry, run, state, kind, source, target, known, reason, features, digest ON relations BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER relations_stay BEFORE DELETE ON relations BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER runs_same BEFORE UPDATE OF seq, entry, run, verb, state, reader, software, counts, digest ON runs BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER runs_stay BEFORE DELETE ON runs BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
