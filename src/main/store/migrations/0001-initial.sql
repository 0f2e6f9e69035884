-- The copy of one account. Times are milliseconds since 1970.
CREATE TABLE identity (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  user_id INTEGER NOT NULL,
  server_name TEXT NOT NULL,
  epoch TEXT NOT NULL,
  message_limit INTEGER NOT NULL
) STRICT;

CREATE TABLE room (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL
) STRICT;

CREATE TABLE user (
  id INTEGER PRIMARY KEY,
  username TEXT NOT NULL,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  is_superuser INTEGER NOT NULL
) STRICT;

-- How far the copy of a stream goes: the last event applied, by place and by random id.
CREATE TABLE cursor (
  stream TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,
  event TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Places at or below the cursor that the copy does not hold yet, both ends included.
CREATE TABLE missing (
  stream TEXT NOT NULL,
  from_seq INTEGER NOT NULL,
  to_seq INTEGER NOT NULL CHECK (to_seq >= from_seq),
  PRIMARY KEY (stream, from_seq)
) STRICT, WITHOUT ROWID;

-- id, seq, n and rev are the server's and null while the message is only here; a null body is a tombstone.
CREATE TABLE message (
  client_id TEXT PRIMARY KEY,
  id INTEGER UNIQUE,
  room_id INTEGER NOT NULL,
  sender_id INTEGER NOT NULL,
  body TEXT,
  sent_at INTEGER NOT NULL,
  seq INTEGER,
  n INTEGER,
  rev INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX message_by_place ON message (room_id, seq) WHERE seq IS NOT NULL;

-- What was typed and is not accepted yet; position is the order of typing.
CREATE TABLE outbox (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id TEXT NOT NULL UNIQUE REFERENCES message (client_id) ON DELETE CASCADE,
  room_id INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'handed-over', 'failed')),
  code TEXT
) STRICT;
