-- How far a room was read on this computer: the ordinal of the last message that was read.
CREATE TABLE reading (
  room_id INTEGER PRIMARY KEY,
  read_n INTEGER NOT NULL
) STRICT;
-- What comes after the copy of a former program is news; what it holds was before the person's eyes.
INSERT INTO reading SELECT room_id, max(n) FROM message WHERE n IS NOT NULL GROUP BY room_id;
CREATE INDEX message_by_n ON message (room_id, n) WHERE n IS NOT NULL;

-- How far the person was told of news, so that they are told of each once: the ordinal of a room's message, the id
-- of a notification.
CREATE TABLE told (
  scope TEXT PRIMARY KEY,
  up_to INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What is being written.
CREATE TABLE draft (
  room_id INTEGER PRIMARY KEY,
  text TEXT NOT NULL
) STRICT;

CREATE TABLE notification (
  id INTEGER PRIMARY KEY,
  stream TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('general', 'personal')),
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  sender_id INTEGER,
  sent_at INTEGER NOT NULL
) STRICT;

-- A mark says that a notification was read, and_older that all before it were too. It may come before what it marks.
-- is_confirmed: the server has it; until then it is still to be sent.
CREATE TABLE read_mark (
  notification_id INTEGER NOT NULL,
  and_older INTEGER NOT NULL,
  is_confirmed INTEGER NOT NULL,
  PRIMARY KEY (notification_id, and_older)
) STRICT, WITHOUT ROWID;
