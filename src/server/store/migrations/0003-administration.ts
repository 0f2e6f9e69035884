/** What the operator does with people, and a record of it that nobody can change. */
export const administrationSchema = `
-- Who is deactivated cannot sign in; what they wrote stays theirs.
ALTER TABLE users ADD COLUMN deactivated_at INTEGER;

CREATE INDEX tokens_by_user ON tokens (user) WHERE revoked_at IS NULL;

-- Deletions of messages and administrative acts, each written in the transaction of the act itself. Without an actor
-- it was the operator, who has the data folder. details is an object in JSON: never a secret or the text of a message.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  actor INTEGER REFERENCES users (id),
  act TEXT NOT NULL,
  subject TEXT NOT NULL,
  details TEXT NOT NULL CHECK (json_valid(details))
) STRICT;

CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

CREATE TRIGGER audit_undeleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

-- INSERT OR REPLACE would delete without asking the trigger above.
CREATE TRIGGER audit_unreplaced BEFORE INSERT ON audit WHEN NEW.id IN (SELECT id FROM audit)
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
`
