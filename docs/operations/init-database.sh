#!/bin/sh
# Runs once, when the database is made: the owner's and the app's role, with the names and passwords of their addresses, and
# the database of the owner. Passwords in the addresses are letters and digits, as make-secrets.sh makes them.
set -eu
part() { sed -E 's#^postgresql://([A-Za-z0-9_]+):([A-Za-z0-9]+)@.*$#\'"$2"'#' "/run/secrets/$1"; }

psql -v ON_ERROR_STOP=1 --username postgres \
  -v owner="$(part database_owner_url 1)" -v owner_password="$(part database_owner_url 2)" \
  -v app="$(part database_url 1)" -v app_password="$(part database_url 2)" <<'SQL'
CREATE ROLE :"owner" LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'owner_password';
CREATE ROLE :"app" LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'app_password';
CREATE DATABASE qinqing OWNER :"owner" ENCODING 'UTF8' TEMPLATE template0;
ALTER DATABASE qinqing SET timezone = 'UTC';
SQL
