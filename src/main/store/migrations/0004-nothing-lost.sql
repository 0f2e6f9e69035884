-- What is added to this computer's clock to get the server's, in milliseconds, as the last greeting had it.
ALTER TABLE identity ADD COLUMN clock_offset INTEGER NOT NULL DEFAULT 0;

-- server_n: the position that the server has; null: it has said none. server_unread: how many it counted beyond that,
-- when the room's newest ordinal was server_newest_n. is_back: the person wants to go back to read_n, and the server has
-- not heard it yet.
ALTER TABLE reading ADD COLUMN server_n INTEGER;
ALTER TABLE reading ADD COLUMN server_unread INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reading ADD COLUMN server_newest_n INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reading ADD COLUMN is_back INTEGER NOT NULL DEFAULT 0;

-- What happened to this copy and its person has not read yet; facts are JSON.
CREATE TABLE incident (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  facts TEXT NOT NULL
) STRICT;

-- Unread messages are counted by the indexes alone: those of others, less those that are gone.
DROP INDEX message_by_n;
CREATE INDEX message_by_n ON message (room_id, n, sender_id) WHERE n IS NOT NULL;
CREATE INDEX message_gone ON message (room_id, n, sender_id) WHERE body IS NULL;
