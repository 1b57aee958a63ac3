#!/bin/sh
# Makes the secrets of compose.yaml in ./secrets, each once; what is there stays. The certificate is yours to put there, or
# one signed by itself for a trial.
set -eu
cd "$(dirname "$0")/../.."
umask 077
mkdir -p secrets
random() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
put() { [ -s "secrets/$1" ] || printf '%s' "$2" > "secrets/$1"; }

put database_url "postgresql://qinqing_app:$(random)@database:5432/qinqing"
put database_owner_url "postgresql://qinqing_owner:$(random)@database:5432/qinqing"
for name in postgres_password nextauth_secret metrics_token s3_access_key_id s3_secret_access_key; do
  put "$name" "$(random)"
done
if [ ! -s secrets/tls_key ]; then
  openssl req -x509 -newkey rsa:2048 -nodes -days 90 -subj /CN=localhost \
    -keyout secrets/tls_key -out secrets/tls_certificate
fi
# The folder is closed to others; inside it the containers' own users read.
chmod 711 secrets
chmod 644 secrets/*
echo 'secrets are in ./secrets: keep a copy of nextauth_secret and of both database addresses'
