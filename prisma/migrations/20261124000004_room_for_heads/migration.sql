-- Each annotation and relation is written twice: as an identity, then with its head by the trigger of
-- its first revision. Room left on the page makes the second one a heap-only update, which touches no
-- index.
ALTER TABLE annotations SET (fillfactor = 60);
ALTER TABLE relations SET (fillfactor = 60);
