#!/bin/bash
set -euo pipefail

# The address is put on the machine when it is there, so the packages come by the network's
# endpoint to S3, and may have to be asked for more than once.
until dnf install -y nftables dnf-automatic; do sleep 5; done

cat > /etc/sysctl.d/90-nat.conf <<'SETTINGS'
net.ipv4.ip_forward = 1
net.ipv4.conf.all.accept_redirects = 0
net.ipv4.conf.all.send_redirects = 0
net.ipv4.conf.all.accept_source_route = 0
net.ipv6.conf.all.disable_ipv6 = 1
SETTINGS
sysctl --system

out=$(ip -o -4 route show to default | awk '{ print $5; exit }')
cat > /etc/sysconfig/nftables.conf <<RULES
flush ruleset
table inet filter {
  chain input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    iif lo accept
    udp dport 68 accept
  }
  chain forward {
    type filter hook forward priority filter; policy drop;
    ct state established,related accept
    ip saddr @NETWORK@ oifname "$out" tcp dport 443 accept
  }
}
table ip nat {
  chain postrouting {
    type nat hook postrouting priority srcnat; policy accept;
    ip saddr @NETWORK@ oifname "$out" masquerade
  }
}
RULES
systemctl enable --now nftables

# Security updates each night, from the same endpoint; a restart waits for the next image.
sed -i 's/^upgrade_type.*/upgrade_type = security/; s/^apply_updates.*/apply_updates = yes/' \
    /etc/dnf/automatic.conf
systemctl enable --now dnf-automatic.timer
systemctl disable --now sshd
