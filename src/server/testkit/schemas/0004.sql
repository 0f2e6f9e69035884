-- A small server as the program with schema 4 wrote it. Never changed: whoever has such a file must be able to go on.
BEGIN TRANSACTION;
CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  actor INTEGER REFERENCES users (id),
  act TEXT NOT NULL,
  subject TEXT NOT NULL,
  details TEXT NOT NULL CHECK (json_valid(details))
) STRICT;
INSERT INTO "audit" VALUES(1,1000,NULL,'user.added','user:1','{"username":"ada","superuser":false}');
INSERT INTO "audit" VALUES(2,1000,NULL,'user.added','user:2','{"username":"root","superuser":true}');
INSERT INTO "audit" VALUES(3,1000,NULL,'user.added','user:3','{"username":"gone","superuser":false}');
INSERT INTO "audit" VALUES(4,3000,2,'message.deleted','message:3','{"room":1,"author":2}');
INSERT INTO "audit" VALUES(5,4000,2,'notification.announced','notification:1','{"to":"everyone"}');
INSERT INTO "audit" VALUES(6,4001,NULL,'notification.sent','notification:2','{"to":"user:1"}');
INSERT INTO "audit" VALUES(7,5000,NULL,'user.deactivated','user:3','{"username":"gone"}');
INSERT INTO "audit" VALUES(8,6000,NULL,'server.renamed','server','{"name":"Chez nous"}');
CREATE TABLE epoch_heads (
  epoch INTEGER NOT NULL REFERENCES epochs (number),
  stream INTEGER NOT NULL REFERENCES streams (id),
  head INTEGER NOT NULL,
  PRIMARY KEY (epoch, stream)
) STRICT, WITHOUT ROWID;
CREATE TABLE epochs (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  began_at INTEGER NOT NULL
) STRICT;
INSERT INTO "epochs" VALUES(1,'b243ce6ac31c9f2f',1795354436000);
CREATE TABLE events (
  stream INTEGER NOT NULL REFERENCES streams (id),
  seq INTEGER NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (stream, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO "events" VALUES(1,1,'1ehc2Izwk6Z1','posted',1,2001);
INSERT INTO "events" VALUES(1,2,'GSfE8IG9XB5d','posted',2,2002);
INSERT INTO "events" VALUES(1,3,'-EOzsDAvcXXv','posted',3,2003);
INSERT INTO "events" VALUES(1,4,'QDOdue4giHpJ','posted',4,2004);
INSERT INTO "events" VALUES(1,5,'7fsg3QHT5Zaq','posted',5,2005);
INSERT INTO "events" VALUES(1,6,'v3FixSZyoVnP','posted',6,2006);
INSERT INTO "events" VALUES(1,7,'MmK2_SaVz1Te','deleted',3,3000);
INSERT INTO "events" VALUES(2,1,'QO0k1HqpQuiO','notified',1,4000);
INSERT INTO "events" VALUES(3,1,'pJkrUOhHSpGc','notified',2,4001);
INSERT INTO "events" VALUES(3,2,'qjegj6krM1fK','read',1,4002);
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
INSERT INTO "messages" VALUES(1,1,2,'0180a5c8-0000-7000-8000-000000000001','message 1 😀',X'5B2E2F7230C061EF4C73DA60D35742E3D8D02B914D61521019A1AC96822E0ECD',1,1,1,2001,NULL,NULL);
INSERT INTO "messages" VALUES(2,1,1,'0180a5c8-0000-7000-8000-000000000002','message 2 😀',X'1CFB64330A12B58D58AFEFB3DC8896D87F2EB93E10CBA5FD3033B6E3A9F5FC84',2,2,2,2002,NULL,NULL);
INSERT INTO "messages" VALUES(3,1,2,'0180a5c8-0000-7000-8000-000000000003',NULL,X'9EC699C99ADDC183B4C55E4BF1C569847DA75F12CD81611117F2D49127438E2A',3,3,7,2003,3000,2);
INSERT INTO "messages" VALUES(4,1,1,'0180a5c8-0000-7000-8000-000000000004','message 4 😀',X'BCC08430F8AEBBFBB28D07C8ED5B5908FA7BFDC254E08F137F77433349139722',4,4,4,2004,NULL,NULL);
INSERT INTO "messages" VALUES(5,1,2,'0180a5c8-0000-7000-8000-000000000005','message 5 😀',X'5DA80274CE80D6E1A4E113BF7C36C3AE1CB0F6E49B74C37C14B279646BE2A374',5,5,5,2005,NULL,NULL);
INSERT INTO "messages" VALUES(6,1,1,'0180a5c8-0000-7000-8000-000000000006','message 6 😀',X'1E3362DCD3F17CE4D91E6109C6FD2F6CC21F791469AD86AAFF3A8FAC170E349D',6,6,6,2006,NULL,NULL);
CREATE TABLE notification_reads (
  user INTEGER NOT NULL REFERENCES users (id),
  notification INTEGER NOT NULL REFERENCES notifications (id),
  PRIMARY KEY (user, notification)
) STRICT, WITHOUT ROWID;
INSERT INTO "notification_reads" VALUES(1,1);
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
INSERT INTO "notifications" VALUES(1,2,2,'0180a5c8-0000-7000-8000-000000000100','Ce soir','Dix minutes',4000);
INSERT INTO "notifications" VALUES(2,3,NULL,NULL,'','à Ada',4001);
CREATE TABLE read_positions (
  user INTEGER NOT NULL REFERENCES users (id),
  room INTEGER NOT NULL REFERENCES rooms (id),
  n INTEGER NOT NULL CHECK (n >= 0),
  PRIMARY KEY (user, room)
) STRICT, WITHOUT ROWID;
INSERT INTO "read_positions" VALUES(1,1,4);
CREATE TABLE rooms (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  stream INTEGER NOT NULL UNIQUE REFERENCES streams (id),
  last_n INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO "rooms" VALUES(1,'Général',1,6);
CREATE TABLE server (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  setup_code_hash BLOB
) STRICT;
INSERT INTO "server" VALUES(1,'Chez nous',NULL);
CREATE TABLE streams (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  head INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO "streams" VALUES(1,'room:1',7);
INSERT INTO "streams" VALUES(2,'server',1);
INSERT INTO "streams" VALUES(3,'user:1',2);
INSERT INTO "streams" VALUES(4,'user:2',0);
INSERT INTO "streams" VALUES(5,'user:3',0);
CREATE TABLE tokens (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  hash BLOB NOT NULL UNIQUE,
  user INTEGER NOT NULL REFERENCES users (id),
  created_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT;
INSERT INTO "tokens" VALUES(1,X'FDEE430D40BD57DEEAC186CD9790033D0F06F909A8806E7CE6E717AB7C7D5029',1,1001,1001,NULL);
INSERT INTO "tokens" VALUES(2,X'4813494D137E1631BBA301D5ACAB6E7BB7AA74CE1185D456565EF51D737677B2',2,1001,1001,NULL);
INSERT INTO "tokens" VALUES(3,X'283BB9DEEF02E6843ABFB538EFA1ECA70801BD8A701C3F98191E123496339247',3,1001,1001,5000);
CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  username TEXT NOT NULL,
  username_key TEXT NOT NULL UNIQUE,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  is_superuser INTEGER NOT NULL CHECK (is_superuser IN (0, 1)),
  password_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL
, notifications_read_to INTEGER NOT NULL DEFAULT 0, deactivated_at INTEGER) STRICT;
INSERT INTO "users" VALUES(1,'ada','ada','Ada','',0,'$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$hash',1000,0,NULL);
INSERT INTO "users" VALUES(2,'root','root','','',1,'$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$hash',1000,0,NULL);
INSERT INTO "users" VALUES(3,'gone','gone','','',0,'$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$hash',1000,0,5000);
CREATE INDEX deletions ON events (stream, seq) WHERE kind = 'deleted';
CREATE INDEX notifications_by_stream ON notifications (stream);
CREATE INDEX tokens_by_user ON tokens (user) WHERE revoked_at IS NULL;
CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_undeleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_unreplaced BEFORE INSERT ON audit WHEN NEW.id IN (SELECT id FROM audit)
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE INDEX unread_messages ON messages (room, n, author) WHERE deleted_at IS NULL;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('users',3);
INSERT INTO "sqlite_sequence" VALUES('audit',8);
INSERT INTO "sqlite_sequence" VALUES('tokens',3);
INSERT INTO "sqlite_sequence" VALUES('messages',6);
INSERT INTO "sqlite_sequence" VALUES('notifications',2);
COMMIT;
PRAGMA user_version = 4;
