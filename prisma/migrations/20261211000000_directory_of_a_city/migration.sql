-- The administrators' desks among twenty thousand organs and two hundred thousand people: organs by any part of a name and
-- by the beginning of a code, people by the beginning of their address too.
CREATE INDEX organ_name_parts ON "Organ" USING gin (name_parts(name));
CREATE INDEX organ_short_name_parts ON "Organ" USING gin (name_parts("shortName"));
CREATE INDEX organ_code ON "Organ" (code text_pattern_ops);
CREATE INDEX official_email ON "Official" (email text_pattern_ops);
