;;; newsmark-mode.el --- Articles annotated with entities and quotes  -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1") (eglot "1.9"))
;; Keywords: languages, text
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; Newsmark is a plain-text markup for news articles annotated with entities and quotes.  This mode colours it, hides
;; markup on request (`newsmark-reading-mode'), and says to Eglot how to start its language server:
;;
;;   (add-to-list 'load-path "~/newsmark/editors/emacs")
;;   (require 'newsmark-mode)
;;   (add-hook 'newsmark-mode-hook #'eglot-ensure)

;;; Code:

(require 'jsonrpc)
(require 'seq)
(require 'subr-x)

(declare-function eglot-current-server "eglot")
(declare-function eglot--pos-to-lsp-position "eglot")
(declare-function eglot--lsp-position-to-point "eglot")
(declare-function eglot--signal-textDocument/didChange "eglot")
(declare-function eglot-path-to-uri "eglot")
(declare-function eglot--path-to-uri "eglot")
(defvar eglot-server-programs)

(defgroup newsmark nil
  "Articles annotated with entities and quotes."
  :group 'text)

(defcustom newsmark-command "newsmark"
  "The program that is the language server."
  :type 'string)

(defface newsmark-headline '((t :inherit font-lock-function-name-face :weight bold)) "Headlines.")
(defface newsmark-mention '((t :inherit font-lock-variable-name-face)) "The text of a mention.")
(defface newsmark-quote '((t :inherit font-lock-string-face)) "The text of a quote.")
(defface newsmark-markup '((t :inherit shadow)) "Brackets, tails and escapes.")
(defface newsmark-key '((t :inherit font-lock-keyword-face)) "Keys and ids of records.")

;;; Markup

(defconst newsmark--name "[[:alpha:]][-_[:alnum:]]*" "A name, of an entity, a label or an id.")

(defconst newsmark--tail
  (let ((space "[ \t\n\r]+"))
    (concat "\\(?:"
            (mapconcat
             (lambda (words) (concat "\\(?:" space (nth 0 words) "\\)+" (nth 1 words)))
             (let* ((entity (concat "@\\(?:\\?\\|[0-9][0-9/-]*\\|" newsmark--name "\\)"))
                    (label (concat "\\(?:" space ":" newsmark--name "\\)*"))
                    (id (concat "\\(?:" space "#" newsmark--name "\\+?\\)*")))
               `((,entity ,(concat label id))
                 (,(concat ":" newsmark--name) ,id)
                 (,(concat "#" newsmark--name "\\+?") "")))
             "\\|")
            "\\)\\(?:" space "\\?\\)?[ \t\n\r]*"))
  "What stands before the closing bracket of an annotation.")

(defun newsmark--tail-start (from to text-before)
  "Where a tail begins that ends at TO and goes back no further than FROM.
If TEXT-BEFORE is nil, it has to leave text.  Nil if there is none."
  (save-excursion
    (goto-char from)
    (unless text-before
      (skip-chars-forward " \t\n\r")
      (skip-chars-forward "^ \t\n\r" to))
    (skip-chars-forward "^ \t\n\r" to)
    (let (start)
      (while (and (not start) (< (point) to))
        (if (and (looking-at newsmark--tail) (= (match-end 0) to))
            (setq start (point))
          (skip-chars-forward " \t\n\r" to)
          (skip-chars-forward "^ \t\n\r" to)))
      start)))

(defun newsmark--annotations (from to)
  "The annotations and escapes from FROM to TO, a block of prose.
A list of (OPEN TAIL CLOSE) with the places of the opening bracket, the
tail and the closing bracket, the inner before the outer; an escape is
\(PLACE)."
  (let ((run from) (text-before nil) open found)
    (save-excursion
      (goto-char from)
      (while (re-search-forward "[][{}\\]\\|^//.*" to t)
        (let ((at (match-beginning 0)))
          (pcase (char-after at)
            (?/ (setq run (point)))
            (?\\ (when (looking-at "[ -/:-@[-`{-~]")
                   (push (list at) found)
                   (forward-char)
                   (setq run (point) text-before t)))
            ((and bracket (or ?\[ ?{))
             (push (cons bracket at) open)
             (setq run (point) text-before nil))
            (bracket
             (let* ((opener (if (eq bracket ?\]) ?\[ ?{))
                    (pair (eq (car-safe (car open)) opener))
                    (tail (newsmark--tail-start run at (or text-before (not pair)))))
               (cond
                ((and tail (assq opener open))
                 (while (not (eq (caar open) opener)) (pop open))
                 (push (list (cdr (pop open)) tail at) found))
                ((and pair (not tail)) (pop open))))
             (setq run (point) text-before t))))))
    (nreverse found)))

(defun newsmark--fences (to)
  "The fences before TO, as (FROM . TO) with their first and last lines."
  (let (fences from)
    (save-excursion
      (goto-char (point-min))
      (while (re-search-forward "^---[ \t]*$" to t)
        (if from
            (progn (push (cons from (line-end-position)) fences) (setq from nil))
          (setq from (line-beginning-position)))))
    (when from (push (cons from (point-max)) fences))
    fences))

(defun newsmark--in-fence (fences)
  "The one of FENCES that point is in."
  (seq-find (lambda (fence) (<= (car fence) (point) (cdr fence))) fences))

(defun newsmark--block-end ()
  "The end of the block that begins at point: of a paragraph, or of a line."
  (save-excursion
    (if (looking-at "##?[ \t]\\|[[:blank:]]*$")
        (line-end-position)
      (forward-line)
      (if (re-search-forward "^[[:blank:]]*$\\|^##?[ \t]\\|^---[ \t]*$" nil t)
          (match-beginning 0)
        (point-max)))))

(defun newsmark--block-start ()
  "The beginning of the block that point is in."
  (save-excursion
    (forward-line 0)
    (while (not (or (bobp)
                    (looking-at "##?[ \t]\\|[[:blank:]]*$\\|---[ \t]*$")
                    (save-excursion
                      (forward-line -1)
                      (looking-at "##?[ \t]\\|[[:blank:]]*$\\|---[ \t]*$"))))
      (forward-line -1))
    (point)))

;;; Colours

(defun newsmark--put (from to face &optional hides)
  "Give the text from FROM to TO a FACE; if HIDES, the reading view hides it."
  (when (< from to)
    (if hides
        (progn
          (put-text-property from to 'face face)
          (put-text-property from to 'invisible 'newsmark))
      (font-lock-append-text-property from to 'face face))))

(defun newsmark--fontify-prose (from to)
  "Colour the block of prose from FROM to TO."
  (dolist (annotation (newsmark--annotations from to))
    (pcase annotation
      (`(,at) (newsmark--put at (1+ at) 'newsmark-markup t))
      (`(,open ,tail ,close)
       (newsmark--put (1+ open) tail (if (eq (char-after open) ?\[) 'newsmark-mention 'newsmark-quote))
       (newsmark--put open (1+ open) 'newsmark-markup t)
       (newsmark--put tail (1+ close) 'newsmark-markup t))))
  (goto-char from)
  (when (looking-at "##?[ \t]") (newsmark--put from to 'newsmark-headline))
  (while (re-search-forward "^//.*" to t)
    (put-text-property (match-beginning 0) (match-end 0) 'face 'font-lock-comment-face)))

(defun newsmark--fontify-record-line (to)
  "Colour the line of a fence at point, which ends at TO."
  (cond
   ((looking-at "---[ \t]*$") (newsmark--put (point) to 'newsmark-markup))
   ((looking-at "//") (newsmark--put (point) to 'font-lock-comment-face))
   ((looking-at (concat "[@#]" newsmark--name))
    (newsmark--put (point) (match-end 0) 'newsmark-key)
    (goto-char (match-end 0))
    (while (looking-at (concat "[ \t]+\\(:" newsmark--name "\\)\\_>"))
      (newsmark--put (match-beginning 1) (match-end 1) 'font-lock-type-face)
      (goto-char (match-end 0)))
    (newsmark--put (point) to 'newsmark-mention))
   ((looking-at (concat "[ \t]*" newsmark--name ":"))
    (newsmark--put (point) (1- (match-end 0)) 'newsmark-key))))

(defun newsmark--fontify (from to _loudly)
  "Colour the blocks that touch the text from FROM to TO."
  (with-silent-modifications
    (save-excursion
      (save-match-data
        (goto-char from)
        (let* ((begin (newsmark--block-start)) (fences (newsmark--fences to)) (end to))
          (goto-char begin)
          (while (< (point) to)
            (let* ((at (point))
                   (fence (newsmark--in-fence fences))
                   (until (if fence (line-end-position) (newsmark--block-end))))
              (remove-list-of-text-properties at (min (point-max) (1+ until)) '(face invisible))
              (cond
               (fence (newsmark--fontify-record-line until))
               ((not (looking-at "[[:blank:]]*$")) (newsmark--fontify-prose at until)))
              (goto-char (max until (1+ at)))
              (unless (bolp) (forward-line))
              (setq end (max end (point)))))
          `(jit-lock-bounds ,begin . ,end))))))

;;; The reading view

(defvar-local newsmark--shown nil "The overlay over the annotation that point is in.")

(defun newsmark--around (place)
  "The innermost annotation around PLACE, as (OPEN TAIL CLOSE)."
  (save-excursion
    (goto-char place)
    (unless (newsmark--in-fence (newsmark--fences (point-max)))
      (let ((from (newsmark--block-start)))
        (goto-char from)
        (seq-find (lambda (annotation)
                    (and (cdr annotation) (<= (car annotation) place (nth 2 annotation))))
                  (newsmark--annotations from (newsmark--block-end)))))))

(defun newsmark--follow ()
  "Show the markup of the innermost annotation around point."
  (pcase (newsmark--around (point))
    (`(,open ,_ ,close)
     (if newsmark--shown
         (move-overlay newsmark--shown open (1+ close))
       (setq newsmark--shown (make-overlay open (1+ close)))
       ;; Any value that is not in `buffer-invisibility-spec' is seen.
       (overlay-put newsmark--shown 'invisible 'newsmark-shown)))
    (_ (when newsmark--shown (delete-overlay newsmark--shown)))))

(define-minor-mode newsmark-reading-mode
  "Hide brackets and tails, except those of the annotation that point is in."
  :lighter " Reading"
  (if newsmark-reading-mode
      (progn
        (add-to-invisibility-spec 'newsmark)
        (add-hook 'post-command-hook #'newsmark--follow nil t)
        (newsmark--follow))
    (remove-from-invisibility-spec 'newsmark)
    (remove-hook 'post-command-hook #'newsmark--follow t)
    (when newsmark--shown (delete-overlay newsmark--shown))
    (setq newsmark--shown nil)))

;;; What the language server does beyond the protocol

(defun newsmark--uri ()
  "The URI of this buffer's file."
  (let ((path (or buffer-file-name (user-error "This buffer has no file"))))
    (if (fboundp 'eglot-path-to-uri) (eglot-path-to-uri path) (eglot--path-to-uri path))))

(defun newsmark--run (command arguments reply)
  "Have the server run COMMAND with ARGUMENTS, and call REPLY with what it answers."
  (let ((server (or (and (fboundp 'eglot-current-server) (eglot-current-server))
                    (user-error "No language server here; M-x eglot starts it")))
        (buffer (current-buffer)))
    (eglot--signal-textDocument/didChange)
    (jsonrpc-async-request
     server :workspace/executeCommand
     (list :command (concat "newsmark." command) :arguments (vconcat arguments))
     :success-fn (lambda (result)
                   (when (buffer-live-p buffer)
                     (with-current-buffer buffer (funcall reply result))))
     :error-fn (lambda (problem) (message "Newsmark: %s" (plist-get problem :message))))))

(defun newsmark--go (suggestion)
  "Go to SUGGESTION, and say what it suggests."
  (goto-char (eglot--lsp-position-to-point (plist-get (plist-get suggestion :range) :start)))
  (when-let ((window (get-buffer-window))) (set-window-point window (point)))
  (message "%s of %s: %s" (plist-get suggestion :index) (plist-get suggestion :count) (plist-get suggestion :title)))

(defun newsmark--walk (command)
  "Go where COMMAND says."
  (newsmark--run command (list (newsmark--uri) (eglot--pos-to-lsp-position))
                 (lambda (suggestion)
                   (if suggestion (newsmark--go suggestion) (message "There are no suggestions in this article")))))

(defun newsmark--judge (command)
  "Accept or reject the suggestion at point with COMMAND, and go to the next."
  (newsmark--run command (list (newsmark--uri) (eglot--pos-to-lsp-position))
                 (lambda (judged)
                   (cond
                    ((not judged) (message "There is no suggestion at point"))
                    ((eq (plist-get judged :applied) :json-false) (message "The article has changed meanwhile"))
                    ((plist-get judged :next) (newsmark--go (plist-get judged :next)))
                    (t (message "That was the last suggestion"))))))

(defun newsmark-next-suggestion ()
  "Go to the next suggestion."
  (interactive)
  (newsmark--walk "nextSuggestion"))

(defun newsmark-previous-suggestion ()
  "Go to the previous suggestion."
  (interactive)
  (newsmark--walk "previousSuggestion"))

(defun newsmark-accept-suggestion ()
  "Accept the suggestion at point, and go to the next."
  (interactive)
  (newsmark--judge "acceptSuggestion"))

(defun newsmark-reject-suggestion ()
  "Reject the suggestion at point, and go to the next."
  (interactive)
  (newsmark--judge "rejectSuggestion"))

(defun newsmark-proposals ()
  "Show what the server would propose in this article, or hide it."
  (interactive)
  (newsmark--run "proposals" (list (newsmark--uri))
                 (lambda (shown)
                   (if (eq (plist-get shown :shown) :json-false)
                       (message "Proposals are hidden")
                     (message "%s proposals" (plist-get shown :proposals))))))

(defun newsmark-annotate ()
  "Write what the server would propose into this article, each with a `?'."
  (interactive)
  (newsmark--run "annotate" (list (newsmark--uri))
                 (lambda (done)
                   (message "Suggested %s mentions, %s quotes, %s dates" (plist-get done :mentions)
                            (plist-get done :quotes) (plist-get done :dates)))))

(defun newsmark-who-said-what ()
  "Show a table of the quotes of this article with their speakers."
  (interactive)
  (newsmark--run "quoteTable" (list (newsmark--uri) "markdown")
                 (lambda (table)
                   (with-current-buffer (get-buffer-create "*Who said what*")
                     (let ((inhibit-read-only t))
                       (erase-buffer)
                       (insert (or table "There are no quotations in this article.")))
                     (goto-char (point-min))
                     (special-mode)
                     (display-buffer (current-buffer))))))

;;; The mode

(defvar newsmark-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map (kbd "C-c C-n") #'newsmark-next-suggestion)
    (define-key map (kbd "C-c C-p") #'newsmark-previous-suggestion)
    (define-key map (kbd "C-c C-a") #'newsmark-accept-suggestion)
    (define-key map (kbd "C-c C-k") #'newsmark-reject-suggestion)
    (define-key map (kbd "C-c C-s") #'newsmark-who-said-what)
    (define-key map (kbd "C-c C-r") #'newsmark-reading-mode)
    map)
  "Keys in articles.")

(defvar newsmark-mode-syntax-table
  (let ((table (make-syntax-table text-mode-syntax-table)))
    (modify-syntax-entry ?\{ "(}" table)
    (modify-syntax-entry ?\} "){" table)
    ;; `@ana-duarte' is one symbol, for completion and for what is at point.
    (dolist (sign '(?@ ?# ?: ?-)) (modify-syntax-entry sign "_" table))
    table)
  "Syntax of articles.")

;;;###autoload
(define-derived-mode newsmark-mode text-mode "Newsmark"
  "Articles annotated with entities and quotes.

\\{newsmark-mode-map}"
  (setq-local comment-start "// ")
  (setq-local comment-start-skip "^//[ \t]*")
  (setq-local font-lock-defaults '(nil t))
  (setq-local font-lock-fontify-region-function #'newsmark--fontify)
  (setq-local font-lock-multiline t)
  (setq-local outline-regexp "##?[ \t]")
  (visual-line-mode))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.nmk\\'" . newsmark-mode))

;;;###autoload
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               (cons 'newsmark-mode (lambda (&rest _) (list newsmark-command "lsp")))))

(provide 'newsmark-mode)
;;; newsmark-mode.el ends here
