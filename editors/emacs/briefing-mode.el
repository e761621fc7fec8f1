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
    ("%%.*?%%" . font-lock-comment-face)
    ("{{[<%].*?[%>]}}" . font-lock-builtin-face)
    ("{[#.][^}\n]*}" . font-lock-builtin-face)
    ("!?\\[\\[[^]\n]+\\]\\]" . font-lock-function-name-face)
    ("^\\(?:> *\\[![[:alpha:]-]+\\][+-]?\\|!!! \\|\\?\\?\\?\\+? \\).*$" . font-lock-keyword-face)
    ("“[^”]*”" . font-lock-string-face)
    ("-?@[[:alnum:]_]+\\(?:[]:.#$%&+?<>~/-][[:alnum:]_]+\\)*" . font-lock-constant-face))
  "What is highlighted where no other mode does so.")

;;;###autoload
(define-derived-mode briefing-mode text-mode "Briefing"
  "A mode for briefings: Markdown whose claims cite sources."
  (setq-local comment-start "<!-- "
              comment-end " -->")
  (setq-local font-lock-defaults '(briefing-font-lock-keywords t)))
;; Where a text is, this key would ask for a list of words.
(define-key briefing-mode-map (kbd "C-M-i") #'completion-at-point)

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.brief\\'" . briefing-mode))

(defvar eglot-server-programs)
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               `((briefing-mode markdown-mode)
                 . ,(lambda (&rest _) (append briefing-server '(:initializationOptions (:reading t)))))))

;; What was read out of a source that is no text: `xref-find-definitions' leads to its words.

(require 'browse-url)
(declare-function eglot-current-server "eglot")
(declare-function jsonrpc-request "jsonrpc")

(defvar-local briefing-reading nil
  "What the server read out of the file of this buffer.")

(defvar briefing--server nil
  "The server that led to the last place.")

(defun briefing--place ()
  "The page, chapter or sheet of point, nil if the file has none."
  (let ((line (1- (line-number-at-pos nil t)))
        here)
    (seq-doseq (place (plist-get briefing-reading :places))
      (when (<= (plist-get place :line) line)
        (setq here place)))
    here))

(defun briefing-open-file ()
  "Open the file itself that this buffer has the words of, at the page of point."
  (interactive)
  ;; Emacs would look for a file with the page in its name.
  (let ((browse-url-default-handlers nil))
    (browse-url (or (plist-get (briefing--place) :file) (plist-get briefing-reading :file)))))

(defun briefing--title ()
  "Where point is in a file, and that the file itself can be opened there."
  (let ((name (url-unhex-string (replace-regexp-in-string ".*/" "" (plist-get briefing-reading :file))))
        (place (plist-get (briefing--place) :name)))
    (replace-regexp-in-string "%" "%%" (format "%s%s: RET opens the file there" (if place (concat place " of ") "") name) nil t)))

(define-derived-mode briefing-reading-mode special-mode "Reading"
  "A mode for what was read out of a source that is no text.")
(define-key briefing-reading-mode-map (kbd "RET") #'briefing-open-file)

(defun briefing--read (uri)
  "The buffer with what was read out of the file of URI."
  (let* ((name (concat "*" (url-unhex-string (replace-regexp-in-string ".*/" "" uri)) "*"))
         (reading (jsonrpc-request briefing--server :briefcheck/reading `(:textDocument (:uri ,uri))))
         (inhibit-read-only t))
    (with-current-buffer (get-buffer-create name)
      (briefing-reading-mode)
      (setq briefing-reading reading)
      (setq header-line-format (and reading '((:eval (briefing--title)))))
      (remove-overlays)
      (erase-buffer)
      (insert (or (plist-get reading :text) "Nothing was read out of this file."))
      (seq-doseq (place (plist-get reading :places))
        (goto-char (point-min))
        (forward-line (plist-get place :line))
        (overlay-put (make-overlay (point) (point)) 'before-string
                     (propertize (concat (plist-get place :name) "\n") 'face 'bold)))
      (goto-char (point-min))
      (set-buffer-modified-p nil)
      (current-buffer))))

(defun briefing--handle (operation &rest arguments)
  "Do OPERATION with ARGUMENTS on the address of what was read out of a file."
  (pcase operation
    ((or 'expand-file-name 'file-truename 'substitute-in-file-name 'abbreviate-file-name) (car arguments))
    (_ (let ((inhibit-file-name-handlers (list #'briefing--handle))
             (inhibit-file-name-operation operation))
         (apply operation arguments)))))

(defun briefing--find (find name &rest arguments)
  "The buffer of the file NAME, by FIND with ARGUMENTS.
That of what was read out of a file is made from what the server says."
  (if (string-prefix-p "briefcheck:" name) (briefing--read name) (apply find name arguments)))

(defun briefing--path (path uri &rest arguments)
  "The name of the file of URI, by PATH with ARGUMENTS where URI is a file's."
  (let ((text (if (keywordp uri) (substring (symbol-name uri) 1) uri)))
    (if (not (string-prefix-p "briefcheck:" text))
        (apply path uri arguments)
      (setq briefing--server (or (eglot-current-server) briefing--server))
      text)))

(add-to-list 'file-name-handler-alist '("\\`briefcheck:" . briefing--handle))
(advice-add 'find-file-noselect :around #'briefing--find)
(with-eval-after-load 'eglot
  (advice-add (if (fboundp 'eglot-uri-to-path) 'eglot-uri-to-path 'eglot--uri-to-path) :around #'briefing--path))

(provide 'briefing-mode)
;;; briefing-mode.el ends here
