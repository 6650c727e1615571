/**
 * The proof that agents leave a database alone that is in trouble, and come back by themselves:
 * real servers, real troubles.
 */
package io.dbintel.systemtests.protection;
