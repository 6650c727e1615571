/** Signatures of raw records: whoever writes a record proves for which tenant it speaks. */
package io.dbintel.schemas.signing;
