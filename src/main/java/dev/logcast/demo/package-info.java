/** The logs of a made-up shop, for those who want to see something before they have something to see. */
package dev.logcast.demo;
