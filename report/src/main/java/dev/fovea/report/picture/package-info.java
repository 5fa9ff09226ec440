/**
 * Pictures of what a network is, learnt and got wrong: pixels, charts and a diagram of its layers.
 * Charts need fonts on the machine, all else does not.
 */
package dev.fovea.report.picture;
