-- Preferences are JSON from now on; those before were bare words.
UPDATE setting SET value = json_quote(value) WHERE name IN ('theme', 'language');
