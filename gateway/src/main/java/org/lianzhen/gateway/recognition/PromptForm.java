package org.lianzhen.gateway.recognition;

/** How the doctor who orders is told. */
public enum PromptForm {
    /** The order goes on with a decision only: adopted, or declined with a reason. */
    HARD,
    /** The same is said, and nobody is stopped: the patient cannot wait, or the law wants the examination. */
    INFO,
    /** May be put aside. */
    SOFT,
    /** Nothing is said, and all is kept. */
    NONE
}
