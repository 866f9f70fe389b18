#!/bin/sh
# A real mail server for the tests: Exim on loopback, port 2527, with STARTTLS and AUTH PLAIN.
#
# Run as root on Debian or Ubuntu before the tests; whoever cannot, skips those tests. Recipients
# "nosuch…" are refused, "grey…" deferred, "lost…" accepted and then bounced to the sender.
# An Exim that is already set up on the machine is left alone.
set -eu
S=${OBLYS_EXIM:-/srv/oblys-exim}
CONF=/etc/exim4/exim4.conf
MARK="# for the tests of oblys only"

say() { echo "tests/mail/exim.sh: $1"; }
[ "$(id -u)" = 0 ] || { say "not root, so the tests with Exim are skipped"; exit 0; }
command -v apt-get >/dev/null || { say "no apt, so the tests with Exim are skipped"; exit 0; }
if [ -e "$CONF" ] && ! grep -qF "$MARK" "$CONF"; then
	say "this machine has an Exim of its own, so the tests with Exim are skipped"
	exit 0
fi

if ! command -v exim4 >/dev/null; then
	POLICY=/usr/sbin/policy-rc.d   # keeps the package from starting a server of its own
	[ -e "$POLICY" ] || { printf '#!/bin/sh\nexit 101\n' > "$POLICY"; chmod +x "$POLICY"; OWN=1; }
	install="apt-get install --yes --quiet --no-install-recommends exim4-daemon-light openssl"
	export DEBIAN_FRONTEND=noninteractive
	$install >/dev/null 2>&1 || { apt-get update --quiet >/dev/null 2>&1 && $install >/dev/null 2>&1; } || true
	[ -z "${OWN:-}" ] || rm -f "$POLICY"
fi
command -v exim4 >/dev/null || { say "Exim cannot be installed, so its tests are skipped"; exit 0; }

mkdir -p "$S/mail"
if [ -s "$S/pid" ]; then
	kill "$(cat "$S/pid")" 2>/dev/null || true
	rm -f "$S/pid"
fi
ec="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
openssl req -x509 $ec -days 30 -subj /CN=oblys-tests -keyout "$S/ca.key" -out "$S/ca.pem" 2>/dev/null
openssl req $ec -subj /CN=localhost -keyout "$S/key.pem" -out "$S/request.pem" 2>/dev/null
printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\n' > "$S/names"
openssl x509 -req -in "$S/request.pem" -CA "$S/ca.pem" -CAkey "$S/ca.key" -CAcreateserial \
	-days 30 -extfile "$S/names" -out "$S/cert.pem" 2>/dev/null
: > "$S/mailboxes"
for code in 10 11 15 19 23 27 31 33 35 39 43 47 55 59 61 62 63 71 75 79; do
	echo "kz-$code: kz-$code" >> "$S/mailboxes"
done
printf 'kz: kz\nbriefs: briefs\n' >> "$S/mailboxes"

cat > "$CONF" <<C
$MARK
primary_hostname = mail.test
domainlist local_domains = akimat.test : economy.test
daemon_smtp_ports = 2527
local_interfaces = 127.0.0.1
pid_file_path = $S/pid
spool_directory = $S/spool
log_file_path = $S/%slog
tls_advertise_hosts = *
tls_certificate = $S/cert.pem
tls_privatekey = $S/key.pem
auth_advertise_hosts = \${if eq{\$tls_in_cipher}{}{}{*}}
message_size_limit = 10M
smtp_accept_queue_per_connection = 0
smtp_accept_max = 100
queue_run_max = 10
queue_only_load = 1000
smtp_load_reserve = 1000
ignore_bounce_errors_after = 0s
keep_environment =
acl_smtp_rcpt = acl_rcpt
begin acl
acl_rcpt:
  deny message = 5.1.1 unknown recipient
       local_parts = ^nosuch
  defer message = 4.7.1 greylisted
       local_parts = ^grey
  accept authenticated = *
         domains = +local_domains
  deny message = 5.7.1 relay not permitted
begin routers
local:
  driver = accept
  domains = +local_domains
  local_part_suffix = +*
  local_part_suffix_optional
  local_parts = lsearch;$S/mailboxes
  transport = mailboxes
begin transports
mailboxes:
  driver = appendfile
  directory = $S/mail/\$local_part_data
  maildir_format
  create_directory
  directory_mode = 0755
  mode = 0644
  user = Debian-exim
  envelope_to_add
begin retry
* * F,2h,1m
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if and{{eq{\$auth2}{sender}}{eq{\$auth3}{s3cret}}}}
  server_set_id = \$auth2
C
chgrp Debian-exim "$CONF"
chmod 640 "$CONF"
mkdir -p "$S/spool"
chown -R Debian-exim:Debian-exim "$S"
chmod 755 "$S" "$S/mail"
exim4 -bd -q1m </dev/null >/dev/null 2>&1
say "listening on port 2527, mailboxes in $S/mail"
