/** What was seen last of the instances that this process hosts: bounded, in memory, not stored. */
package io.dbintel.streams.admin.live;
