-- A server that answers nothing: what was handed over is known again by its echo, or by the server's history.
-- handed_over_at: when it was last handed to a socket. floor: the greatest message id that was known then, so that no
-- earlier message is taken for it. returns: how often it was sent again by itself.
CREATE TABLE outbox_with_echo (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id TEXT NOT NULL UNIQUE REFERENCES message (client_id) ON DELETE CASCADE,
  room_id INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'handed-over', 'unconfirmed', 'failed')),
  code TEXT,
  handed_over_at INTEGER,
  floor INTEGER,
  returns INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO outbox_with_echo (position, client_id, room_id, state, code)
  SELECT position, client_id, room_id, state, code FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_with_echo RENAME TO outbox;

-- What the server calls a notification within its kind, where it gives numbers that are not this copy's.
ALTER TABLE notification ADD COLUMN wire_key TEXT;
CREATE UNIQUE INDEX notification_by_key ON notification (kind, wire_key) WHERE wire_key IS NOT NULL;
