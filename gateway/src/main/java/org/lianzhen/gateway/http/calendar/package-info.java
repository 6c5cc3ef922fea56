/** The calendar over the web: the document in force, its versions, and its special days. */
@NullMarked
package org.lianzhen.gateway.http.calendar;

import org.jspecify.annotations.NullMarked;
