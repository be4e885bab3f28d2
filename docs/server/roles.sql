-- In the portal's database, as a superuser of the server: the role that owns the tables and migrates, and the application's, which
-- owns nothing. What the application's role owned goes to the other. May be run again at any time.
--   psql --dbname safety_portal --set application=safety-portal --set owner=safety-portal-owner --file roles.sql
\set ON_ERROR_STOP on
BEGIN;
SELECT format('CREATE ROLE %I LOGIN', name) FROM (VALUES (:'application'), (:'owner')) AS role (name)
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
SELECT format('ALTER DATABASE %I OWNER TO %I', current_database(), :'owner') \gexec
SELECT EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relowner = :'application'::regrole) AS owns \gset
\if :owns
  REASSIGN OWNED BY :"application" TO :"owner";
  -- For the minute until migrate says it table by table: the portal works on in between.
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO :"application";
  GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO :"application";
\endif
COMMIT;
