#!/usr/bin/env bash
# Sauda on LocalStack; docs/localstack.md says what works there.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here/.."

# Credentials that open nothing: with them nothing can reach AWS by mistake.
export AWS_ENDPOINT_URL=${AWS_ENDPOINT_URL:-http://localhost.localstack.cloud:4566}
export AWS_REGION=ap-south-1 AWS_DEFAULT_REGION=ap-south-1 CDK_DEFAULT_REGION=ap-south-1
export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test
unset AWS_PROFILE AWS_SESSION_TOKEN

stage=${SAUDA_STAGE:-paper}
account=000000000000

usage() {
  cat <<'TEXT'
localstack.sh up                 start LocalStack and wait until it answers
localstack.sh deploy [CDK …]     bootstrap and deploy the stack by cdklocal
localstack.sh secret NAME FILE   make a secret that sauda.yaml names
localstack.sh tick TIME [DUTY]   publish a tick: its Scheduler says none
localstack.sh chain              the chain of functions, over its services
localstack.sh down               stop it and forget everything
TEXT
}

# Needs `npm ci` in infra-cdk; the CDK command line is the one that is pinned there.
cdklocal() {
  (cd infra-cdk && npm ci --silent --no-audit --no-fund &&
    NODE_PATH="$PWD/node_modules" npx --yes aws-cdk-local@3.0.4 "$@")
}

local_runner() {
  mvn -q -B -ntp -pl functions/local -am process-classes exec:exec -Dargs="$1"
}

case ${1:-} in
  up) docker compose -f localstack/compose.yaml up --wait ;;
  deploy)
    cdklocal bootstrap "aws://$account/$AWS_REGION"
    cdklocal deploy "Sauda-$stage" --require-approval never -c stage="$stage" "${@:2}"
    ;;
  secret)
    # Through the container's own client, so that this machine needs none.
    docker compose -f localstack/compose.yaml exec -T localstack awslocal secretsmanager create-secret \
      --region "$AWS_REGION" --name "${2:?name of the secret}" --secret-string "$(cat "${3:?file with its value}")"
    ;;
  tick)
    topic="arn:aws:sns:$AWS_REGION:$account:sauda-$stage-tick"
    local_runner "tick --at ${2:?time with its offset, such as 2026-12-02T09:20+05:30} --duty ${3:-TICK} --topic $topic"
    ;;
  chain)
    mvn -B -ntp -pl functions/local -am test -Dtest=NamedChainTest -Dsurefire.failIfNoSpecifiedTests=false
    ;;
  down) docker compose -f localstack/compose.yaml down --volumes ;;
  *)
    usage
    exit 2
    ;;
esac
