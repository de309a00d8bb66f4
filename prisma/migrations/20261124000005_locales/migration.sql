-- The language in which a person wants the interface (BCP 47); NULL: what the browser asks for.
ALTER TABLE users ADD COLUMN locale text;
-- The shape only: which languages there are is the application's to say.
ALTER TABLE users ADD CONSTRAINT users_locale_tag
  CHECK (locale ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' AND length(locale) <= 35);

GRANT UPDATE (locale) ON users TO sourcemark_app;
