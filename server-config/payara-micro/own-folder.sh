#!/bin/sh
# In the image: gives Payara a folder that it may write to, as it writes its configuration anew at each start, and becomes the command
# that follows. Half a megabyte, so that everything but /tmp and /data may be read-only. At each start the image's state again.
set -e
rm -rf /tmp/server
mkdir /tmp/server
cp -R server/config /tmp/server
ln -s "$PWD/server/applications" /tmp/server
exec "$@"
