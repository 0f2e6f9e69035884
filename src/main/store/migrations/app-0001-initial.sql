-- What belongs to this program rather than to one account.
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One folder each, named by id.
CREATE TABLE account (
  id TEXT PRIMARY KEY,
  origin TEXT NOT NULL,
  user_id INTEGER NOT NULL,
  added_at INTEGER NOT NULL,
  UNIQUE (origin, user_id)
) STRICT, WITHOUT ROWID;
