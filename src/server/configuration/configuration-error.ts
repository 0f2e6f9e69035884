/** Something set is wrong; the message names it, says where it came from, and what to write. */
export class ConfigurationError extends Error {}
