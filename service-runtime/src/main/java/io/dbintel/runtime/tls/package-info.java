/** TLS from PEM files: CA, client certificate, private key. */
package io.dbintel.runtime.tls;
