/**
 * Brings instances to their destinations. What has arrived is looked at by the routes and becomes work, one task for each
 * instance and destination; workers lease the tasks of one study for one destination, send them, and write down how they ended.
 * A lease has an epoch: whoever lost one can write nothing any more.
 */
@NullMarked
package org.lianzhen.gateway.delivery;

import org.jspecify.annotations.NullMarked;
