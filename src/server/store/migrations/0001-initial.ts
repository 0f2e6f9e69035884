/** The first schema. Times are milliseconds since 1970. */
export const initialSchema = `
CREATE TABLE server (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  setup_code_hash BLOB
) STRICT;

-- Whatever must never be lost is an event in a stream; head is the seq of its last one.
CREATE TABLE streams (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  head INTEGER NOT NULL DEFAULT 0
) STRICT;

-- One history of this server. A restore begins another and notes where each stream stood, so that a client that
-- had seen more can be told the point up to which both agree.
CREATE TABLE epochs (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  began_at INTEGER NOT NULL
) STRICT;

CREATE TABLE epoch_heads (
  epoch INTEGER NOT NULL REFERENCES epochs (number),
  stream INTEGER NOT NULL REFERENCES streams (id),
  head INTEGER NOT NULL,
  PRIMARY KEY (epoch, stream)
) STRICT, WITHOUT ROWID;

-- username_key is the name as it is compared: without regard to case.
CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  username TEXT NOT NULL,
  username_key TEXT NOT NULL UNIQUE,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  is_superuser INTEGER NOT NULL CHECK (is_superuser IN (0, 1)),
  password_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- hash is the SHA-256 of the token: who reads this file cannot sign in with it.
CREATE TABLE tokens (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  hash BLOB NOT NULL UNIQUE,
  user INTEGER NOT NULL REFERENCES users (id),
  created_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT;

-- last_n is the ordinal of the room's newest message.
CREATE TABLE rooms (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  stream INTEGER NOT NULL UNIQUE REFERENCES streams (id),
  last_n INTEGER NOT NULL DEFAULT 0
) STRICT;

-- A row without a body is a tombstone. content_hash outlives the body, so that a late repeat can still be told from
-- another message under the same client_id. rev is the seq of the message's last change.
CREATE TABLE messages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  room INTEGER NOT NULL REFERENCES rooms (id),
  author INTEGER NOT NULL REFERENCES users (id),
  client_id TEXT NOT NULL,
  body TEXT,
  content_hash BLOB NOT NULL,
  seq INTEGER NOT NULL,
  n INTEGER NOT NULL,
  rev INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_by INTEGER REFERENCES users (id),
  UNIQUE (author, client_id),
  CHECK ((body IS NULL) = (deleted_at IS NOT NULL))
) STRICT;

-- id is random: two histories with the same numbers can be told apart. subject is what the kind says it is.
CREATE TABLE events (
  stream INTEGER NOT NULL REFERENCES streams (id),
  seq INTEGER NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (stream, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX deletions ON events (stream, seq) WHERE kind = 'deleted';

INSERT INTO server (id, name) VALUES (1, 'Causerie');
INSERT INTO epochs (number, id, began_at) VALUES (1, lower(hex(randomblob(8))), unixepoch() * 1000);
INSERT INTO streams (id, name) VALUES (1, 'room:1');
INSERT INTO rooms (id, name, stream) VALUES (1, 'Général', 1);
`
