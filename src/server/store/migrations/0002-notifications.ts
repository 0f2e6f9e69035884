/** Notifications: for everyone in the stream `server`, for one person in a stream of their own. */
export const notificationsSchema = `
INSERT INTO streams (name) VALUES ('server');
INSERT INTO streams (name) SELECT 'user:' || id FROM users ORDER BY id;

-- Both kinds share their numbers, so that one number says how far somebody has read. Without an author it is the
-- operator's.
CREATE TABLE notifications (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  stream INTEGER NOT NULL REFERENCES streams (id),
  author INTEGER REFERENCES users (id),
  client_id TEXT,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (author, client_id),
  CHECK ((author IS NULL) = (client_id IS NULL))
) STRICT;

CREATE INDEX notifications_by_stream ON notifications (stream);

-- A user has read their notifications up to this one, and beyond it those of notification_reads. The events of kind
-- 'read' and 'read_to' in their stream, whose subject is a notification, say the same.
ALTER TABLE users ADD COLUMN notifications_read_to INTEGER NOT NULL DEFAULT 0;

CREATE TABLE notification_reads (
  user INTEGER NOT NULL REFERENCES users (id),
  notification INTEGER NOT NULL REFERENCES notifications (id),
  PRIMARY KEY (user, notification)
) STRICT, WITHOUT ROWID;
`
