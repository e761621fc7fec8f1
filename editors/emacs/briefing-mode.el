;;; briefing-mode.el --- Briefings, held against the sources that they cite  -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1"))
;; Keywords: text, tools
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; A mode for `*.brief', with eglot set up for it and for Markdown.  `M-x eglot' starts the server;
;; (add-hook 'briefing-mode-hook #'eglot-ensure) does so by itself.

;;; Code:

(defgroup briefing nil
  "Briefings, held against the sources that they cite."
  :group 'text)

(defcustom briefing-server '("briefcheck" "lsp")
  "The server, with its arguments."
  :type '(repeat string))

(defvar briefing-font-lock-keywords
  '(("^#\\{1,6\\} .*$" . font-lock-function-name-face)
    ("<!--[^>]*-->" . font-lock-comment-face)
    ("“[^”]*”" . font-lock-string-face)
    ("-?@[[:alnum:]_]+\\(?:[]:.#$%&+?<>~/-][[:alnum:]_]+\\)*" . font-lock-constant-face))
  "What is highlighted where no other mode does so.")

;;;###autoload
(define-derived-mode briefing-mode text-mode "Briefing"
  "A mode for briefings: Markdown whose claims cite sources."
  (setq-local comment-start "<!-- "
              comment-end " -->")
  (setq-local font-lock-defaults '(briefing-font-lock-keywords t)))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.brief\\'" . briefing-mode))

(defvar eglot-server-programs)
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               `((briefing-mode markdown-mode) . ,(lambda (&rest _) briefing-server))))

(provide 'briefing-mode)
;;; briefing-mode.el ends here
