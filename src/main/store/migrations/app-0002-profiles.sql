-- profile: how the account's server is spoken to, as JSON; null: it is a Causerie server. user_id 0: the server has not
-- said who the person is; username is what they typed. is_explained: the person was told what the server cannot do.
CREATE TABLE account_with_profile (
  id TEXT PRIMARY KEY,
  origin TEXT NOT NULL,
  user_id INTEGER NOT NULL,
  username TEXT NOT NULL,
  profile TEXT,
  is_explained INTEGER NOT NULL,
  added_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO account_with_profile SELECT id, origin, user_id, '', NULL, 1, added_at FROM account;
DROP TABLE account;
ALTER TABLE account_with_profile RENAME TO account;
-- Of whom nothing is known at all may be anybody, and so each gets an account of their own.
CREATE UNIQUE INDEX account_of_person ON account (origin, user_id, username) WHERE user_id <> 0 OR username <> '';
