/** Results as they stand in the topic. */
package io.dbintel.quickstart.feed;
