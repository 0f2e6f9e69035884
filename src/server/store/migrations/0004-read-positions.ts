/** How far everybody has read, on whichever device: state, not events. */
export const readPositionsSchema = `
-- n is the ordinal of the last message that the user has read of the room.
CREATE TABLE read_positions (
  user INTEGER NOT NULL REFERENCES users (id),
  room INTEGER NOT NULL REFERENCES rooms (id),
  n INTEGER NOT NULL CHECK (n >= 0),
  PRIMARY KEY (user, room)
) STRICT, WITHOUT ROWID;

-- What is unread is counted in it alone, beginning at the position.
CREATE INDEX unread_messages ON messages (room, n, author) WHERE deleted_at IS NULL;
`
