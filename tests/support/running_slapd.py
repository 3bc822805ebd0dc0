"""A directory of one's own: Debian's slapd in a temporary folder on loopback, with TLS, ended by its process id."""

import datetime as dt
import ipaddress
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

SUFFIX = "dc=example,dc=org"
ADMIN_DN, ADMIN_PASSWORD = f"cn=admin,{SUFFIX}", "directory-admin-1"
START_WITHIN_S = 60
PATH = os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin"

CONFIG = """
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
pidfile {folder}/slapd.pid
modulepath /usr/lib/ldap
moduleload back_mdb
TLSCACertificateFile {folder}/ca.pem
TLSCertificateFile {folder}/server.pem
TLSCertificateKeyFile {folder}/server.key
TLSVerifyClient never
{security}
database mdb
suffix "{suffix}"
rootdn "{admin}"
rootpw {password}
directory {folder}/data
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="cn=reader,{suffix}" read by * none
"""

ENTRIES = """
dn: {suffix}
objectClass: dcObject
objectClass: organization
dc: example
o: Example

dn: ou=people,{suffix}
objectClass: organizationalUnit
ou: people

dn: ou=groups,{suffix}
objectClass: organizationalUnit
ou: groups

dn: cn=reader,{suffix}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: reader
userPassword: reader-password-1

dn: uid=ola,ou=people,{suffix}
objectClass: inetOrgPerson
uid: ola
cn: Ola Nord
sn: Nord
mail: ola@example.org
userPassword: ola's directory password

dn: uid=per,ou=people,{suffix}
objectClass: inetOrgPerson
uid: per
cn: Per (admin) \\2a Lund
sn: Lund
userPassword: per's directory password

dn: uid=vic,ou=people,{suffix}
objectClass: inetOrgPerson
uid: vic
cn: Another Vic
sn: Another
userPassword: another vic's password

dn: cn=netops,ou=groups,{suffix}
objectClass: groupOfNames
cn: netops
member: uid=ola,ou=people,{suffix}
member: uid=vic,ou=people,{suffix}
"""


@dataclass
class Slapd:
    """A running directory."""

    folder: Path
    port: int
    tls_port: int
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def ca_file(self) -> str:
        """The certificate that its own is signed by."""
        return str(self.folder / "ca.pem")

    def start(self) -> None:
        """Start it and wait until it listens."""
        urls = f"ldap://127.0.0.1:{self.port}/ ldaps://127.0.0.1:{self.tls_port}/"
        command = [str(shutil.which("slapd", path=PATH)), "-f", str(self.folder / "slapd.conf"), "-h", urls, "-d", "0"]
        self.process = subprocess.Popen(command, env={**os.environ, "PATH": PATH})
        deadline = time.monotonic() + START_WITHIN_S
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.tls_port), 1).close()
            except OSError:
                assert self.process.poll() is None, "slapd ended"
                assert time.monotonic() < deadline, "slapd does not listen"
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        """Stop it; its data stays."""
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(30)
            self.process = None

    def modify(self, ldif: str) -> None:
        """Change entries while it runs, as its administrator, over an encrypted connection."""
        from ldap3 import MODIFY_REPLACE, Connection, Server

        dn, attribute, *values = ldif.split("|")
        with Connection(Server("127.0.0.1", self.tls_port, use_ssl=True), ADMIN_DN, ADMIN_PASSWORD) as connection:
            assert connection.modify(dn, {attribute: [(MODIFY_REPLACE, values)]}), connection.result


def free_port() -> int:
    """Return a TCP port of loopback that nobody has now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_slapd(*, tls_only: bool = True) -> Iterator[Slapd]:
    """Yield a directory with three people and one group. ``tls_only`` makes it refuse anything said unencrypted."""
    folder = Path(tempfile.mkdtemp(prefix="wk-slapd-", dir="/tmp"))
    slapd = Slapd(folder, free_port(), free_port())
    try:
        (folder / "data").mkdir()
        make_certificates(folder)
        security = "security ssf=128" if tls_only else ""
        names = {"folder": folder, "suffix": SUFFIX, "admin": ADMIN_DN, "password": ADMIN_PASSWORD}
        (folder / "slapd.conf").write_text(CONFIG.format(**names, security=security))
        entries = folder / "entries.ldif"
        entries.write_text(ENTRIES.format(suffix=SUFFIX))
        command = [str(shutil.which("slapadd", path=PATH)), "-f", str(folder / "slapd.conf"), "-l", str(entries)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        slapd.start()
        yield slapd
    finally:
        slapd.stop()
        shutil.rmtree(folder)


def make_certificates(folder: Path) -> None:
    """Write a certificate authority and a server's certificate for 127.0.0.1."""
    authority, server = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Test authority")])
    own = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    base = x509.CertificateBuilder().issuer_name(name).not_valid_before(now - dt.timedelta(hours=1))
    base = base.not_valid_after(now + dt.timedelta(days=2))
    root = base.subject_name(name).public_key(authority.public_key()).serial_number(x509.random_serial_number())
    root = root.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    leaf = base.subject_name(own).public_key(server.public_key()).serial_number(x509.random_serial_number())
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1")), x509.DNSName("127.0.0.1")])
    leaf = leaf.add_extension(names, critical=False)
    pem = serialization.Encoding.PEM
    (folder / "ca.pem").write_bytes(root.sign(authority, hashes.SHA256()).public_bytes(pem))
    (folder / "server.pem").write_bytes(leaf.sign(authority, hashes.SHA256()).public_bytes(pem))
    plain = serialization.NoEncryption()
    key = server.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
    (folder / "server.key").write_bytes(key)
    (folder / "server.key").chmod(0o600)
