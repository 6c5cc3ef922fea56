import { ElMessage, ElMessageBox } from "element-plus";

/** What is asked before something is done that cannot be taken back. */
export interface Question {
  title: string;
  text: string;
  /** The word on the button that does it, such as 删除; never just "OK". */
  yes: string;
  no: string;
  danger?: boolean;
}

/** True when the person agrees. */
export async function confirmed(question: Question): Promise<boolean> {
  try {
    await ElMessageBox.confirm(question.text, question.title, {
      confirmButtonText: question.yes,
      cancelButtonText: question.no,
      confirmButtonClass: question.danger === true ? "el-button--danger" : "",
      type: question.danger === true ? "warning" : "info",
      closeOnClickModal: false,
    });
    return true;
  } catch (answer) {
    if (answer === "cancel" || answer === "close") {
      return false;
    }
    throw answer;
  }
}

/** Says for a moment that something is done. */
export function told(text: string): void {
  ElMessage({ message: text, type: "success", duration: 4000, showClose: true });
}
