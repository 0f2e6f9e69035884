const MOST_CHARACTERS = 150
const NOT_IN_A_USERNAME = /[^\p{L}\p{N}_.@+-]/gu

/** The user name of whoever starts a server on this computer: as the system calls them, made to fit the rules. */
export function ownerName(systemUser: () => string): string {
  const name = nameOf(systemUser)
    .normalize('NFKC')
    .trim()
    .replaceAll(/\s+/g, '.')
    .replaceAll(NOT_IN_A_USERNAME, '')
  return name.slice(0, MOST_CHARACTERS) || 'admin'
}

/** Not everybody has a name: the list of users may lie on a server that does not answer, or not have this one. */
function nameOf(systemUser: () => string): string {
  try {
    return systemUser()
  } catch {
    return ''
  }
}
