BEGIN TRANSACTION;
CREATE TABLE account (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	password VARCHAR, 
	totp_sealed VARCHAR, 
	opened_at VARCHAR(40) NOT NULL, 
	opened_by VARCHAR NOT NULL, 
	closed_at VARCHAR(40), 
	closed_by VARCHAR
);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0009');
CREATE TABLE assignment (
	id VARCHAR NOT NULL, 
	packets VARCHAR NOT NULL, 
	seed_from VARCHAR NOT NULL, 
	replaces VARCHAR, 
	made_by VARCHAR NOT NULL, 
	made_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_assignment PRIMARY KEY (id)
);
INSERT INTO "assignment" VALUES('01','00','system',NULL,'王','2025-06-01T09:00:00+08:00');
INSERT INTO "assignment" VALUES('02','00','system','01','王','2025-06-01T09:00:00+08:00');
CREATE TABLE attempt (
	"key" VARCHAR NOT NULL, 
	tries INTEGER NOT NULL, 
	first_at VARCHAR(40) NOT NULL, 
	locked_until VARCHAR(40), 
	CONSTRAINT pk_attempt PRIMARY KEY ("key")
);
CREATE TABLE ballot (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	meeting_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	definition TEXT NOT NULL, 
	opened_at VARCHAR(40) NOT NULL, 
	closing TEXT, 
	closed_at VARCHAR(40), 
	voided VARCHAR, 
	CONSTRAINT fk_ballot_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT uq_ballot_meeting_id_number UNIQUE (meeting_id, number)
);
CREATE TABLE ballot_count (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	meeting_id INTEGER NOT NULL, 
	ballot_id INTEGER, 
	number INTEGER NOT NULL, 
	readings JSON NOT NULL, 
	entered JSON NOT NULL, 
	outcomes JSON NOT NULL, 
	mismatches JSON NOT NULL, 
	counted_by VARCHAR NOT NULL, 
	counted_at VARCHAR(40) NOT NULL, 
	CONSTRAINT fk_ballot_count_ballot_id FOREIGN KEY(ballot_id) REFERENCES ballot (id), 
	CONSTRAINT fk_ballot_count_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT uq_ballot_count_meeting_id_number UNIQUE (meeting_id, number)
);
INSERT INTO "ballot_count" VALUES(1,3,NULL,1,'{}','{}','[]','[]','王','2025-06-01T09:00:00+08:00');
CREATE TABLE ballot_token (
	ballot_id INTEGER NOT NULL, 
	member VARCHAR NOT NULL, 
	mark VARCHAR NOT NULL, 
	CONSTRAINT pk_ballot_token PRIMARY KEY (ballot_id, member), 
	CONSTRAINT fk_ballot_token_ballot_id FOREIGN KEY(ballot_id) REFERENCES ballot (id)
);
CREATE TABLE ballot_vote (
	ballot_id INTEGER NOT NULL, 
	hash VARCHAR NOT NULL, 
	vote TEXT NOT NULL, 
	CONSTRAINT pk_ballot_vote PRIMARY KEY (ballot_id, hash), 
	CONSTRAINT fk_ballot_vote_ballot_id FOREIGN KEY(ballot_id) REFERENCES ballot (id)
)
 WITHOUT ROWID

;
CREATE TABLE calendar_year (
	year INTEGER NOT NULL, 
	source VARCHAR NOT NULL, 
	off JSON NOT NULL, 
	worked JSON NOT NULL, 
	CONSTRAINT pk_calendar_year PRIMARY KEY (year)
);
INSERT INTO "calendar_year" VALUES(2027,'the notice','["2027-01-01"]','[]');
CREATE TABLE checkpoint (
	size INTEGER NOT NULL, 
	root VARCHAR NOT NULL, 
	note TEXT NOT NULL, 
	signed_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_checkpoint PRIMARY KEY (size)
);
INSERT INTO "checkpoint" VALUES(41,'8c876d921da6dd4ad182f39612ad1fb7b736bbe2c87e4e052f50ad9c9ac91485','a/log
41
jIdtkh2m3UrRgvOWEq0ft7c2u+LIfk4FL1CtnJrJFIU=

— a/log h/6o8tHR1MHgHRWEld2LXRZ6YLlxCzC2KSGA2KqEeMDW2pdAsPwVTbpUczW+AVfyX/Vbh/zjrg0wIw3TMR3XNjf7XA0=
','2025-06-01T09:00:00+08:00');
CREATE TABLE committee (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR NOT NULL, 
	year INTEGER NOT NULL, 
	series VARCHAR NOT NULL, 
	level VARCHAR NOT NULL, 
	CONSTRAINT uq_committee_name_year UNIQUE (name, year)
);
INSERT INTO "committee" VALUES(1,'甲评委会',2025,'工程','中级');
CREATE TABLE committee_season (
	committee_id INTEGER NOT NULL, 
	days JSON NOT NULL, 
	traits JSON NOT NULL, 
	filed_from DATE, 
	filed_until DATE, 
	CONSTRAINT pk_committee_season PRIMARY KEY (committee_id), 
	CONSTRAINT fk_committee_season_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id)
);
CREATE TABLE complaint (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	publicity_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	line INTEGER, 
	what TEXT NOT NULL, 
	received_on DATE NOT NULL, 
	registered_by VARCHAR NOT NULL, 
	registered_at VARCHAR(40) NOT NULL, 
	finding VARCHAR, 
	answer TEXT, 
	answered_on DATE, 
	answered_by VARCHAR, 
	CONSTRAINT fk_complaint_publicity_id FOREIGN KEY(publicity_id) REFERENCES publicity (id)
);
INSERT INTO "complaint" VALUES(1,2,'reviewing',1,'情况','2025-08-20','王','2025-06-01T09:00:00+08:00',NULL,NULL,NULL,NULL);
INSERT INTO "complaint" VALUES(2,3,'reviewing',1,'情况','2025-08-20','王','2025-06-01T09:00:00+08:00','unfounded','查无实据','2025-08-21','王');
CREATE TABLE draw (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	committee_id INTEGER NOT NULL, 
	attempt INTEGER NOT NULL, 
	roster_id INTEGER NOT NULL, 
	facts JSON NOT NULL, 
	method VARCHAR NOT NULL, 
	tickets INTEGER, 
	seed VARCHAR, 
	table_seed VARCHAR, 
	assurance VARCHAR NOT NULL, 
	started_at VARCHAR(40) NOT NULL, 
	finished_at VARCHAR(40) NOT NULL, 
	versions JSON NOT NULL, 
	verdicts JSON NOT NULL, 
	chances JSON NOT NULL, 
	outcome VARCHAR NOT NULL, 
	CONSTRAINT fk_draw_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id), 
	CONSTRAINT fk_draw_roster_id FOREIGN KEY(roster_id) REFERENCES roster (id), 
	CONSTRAINT uq_draw_committee_id_attempt UNIQUE (committee_id, attempt)
);
INSERT INTO "draw" VALUES(1,1,1,2,'{"name": "甲评委会", "year": 2025, "series": "工程", "level": "中级", "seats": 2, "meeting": "2025-08-15", "basis": null, "self_reviewing_unit": null, "affiliates": [], "enterprise_related": null, "private_enterprise_at_least": null, "max_per_employer": null, "previous_panel": null, "keep": [], "reserves": 0, "replacement": "queue", "filed_from": null, "filed_until": null, "pool_cleaned_on": null, "neighbours": {}, "recused": [], "specialties": {}, "settings": {}, "waivers": [], "records": {}, "applying": null, "supervising_units": null}','lottery',NULL,NULL,NULL,'M0','2025-06-01T09:00:00+08:00','2025-06-01T09:00:00+08:00','{}','[]','{}','seated');
CREATE TABLE expert (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	expert_no VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	gender VARCHAR, 
	employer VARCHAR NOT NULL, 
	employer_kind VARCHAR, 
	region VARCHAR, 
	series VARCHAR NOT NULL, 
	specialties JSON NOT NULL, 
	level VARCHAR NOT NULL, 
	integrity VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	birth_month DATE, 
	id_number_sealed VARCHAR, 
	id_number_hash VARCHAR, 
	phone_sealed VARCHAR, 
	email_sealed VARCHAR, 
	years_known BOOLEAN NOT NULL, 
	listed BOOLEAN NOT NULL
);
INSERT INTO "expert" VALUES(1,'E0001','张1','男','云岭第1研究院','事业单位','云岭市','工程','["冶金", "材料"]','正高级','正常','在库','1970-05-01','AaRMy8v3T1r4ooePDU8dW-KiOz1h7h4ACGvcFqyo-2Wy5rORo560Pp_oRueygWE=','e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1','AXVZQpPJ1NuzA3HYS5i_uRn5SolWMqgGCSO2O3o9PEWKwlpzMH1NmA==','AWqTTi9ieDqc4VQqycExu9KQkGDppj5ZHh-2FTcGYfmZGHqXgRHfHRbCMJaHzQ==',1,1);
INSERT INTO "expert" VALUES(2,'E0002','张2','男','云岭第2研究院','事业单位','云岭市','工程','["冶金", "材料"]','正高级','正常','在库','1970-05-01','AZBH68TFvDDgVln6BdEIeBIKweDFAnLR_lW9cvMfwBOBi4dYTLIZtUGUuWbaY8c=','4a3e103be36fddafe2f9b6b61198997859d9e186769ac03dc67bf9604c03b007','ATBKClnH7DGNaKxfoAPyBmXaR1SnJDdONZCnGa8UfPZWvDU2YmE2Fw==','AcGXSOZ6D-0trZf-hFv_k-BvuKd1yoltu8uShVzC4GVbUKq4zhaF3VPnf3IFPQ==',1,1);
INSERT INTO "expert" VALUES(3,'E0003','张3','男','云岭第3研究院','事业单位','云岭市','工程','["冶金", "材料"]','正高级','正常','在库','1970-05-01','AREqL4P0q5NikU7ipe0xDYLHCREw9AmWJafNGTDP6hEWb2-bliaAJYTTaQhhb1U=','d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79','ASsw_jFQS1tlkyDtRlzs_evZ7i6pl3Y_4yfqZZs3makPDYBdbqPouQ==','AfzqQPYd83bmlMdRgyxNRSyHDqxOkCndb-xt7emry0XScXhKJhDtFfYUfU5Giw==',1,0);
CREATE TABLE filing (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind VARCHAR NOT NULL, 
	year INTEGER NOT NULL, 
	committee_id INTEGER, 
	subject VARCHAR NOT NULL, 
	again INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	asked JSON NOT NULL, 
	opened_on DATE NOT NULL, 
	opened_as VARCHAR NOT NULL, 
	opened_by VARCHAR NOT NULL, 
	opened_at VARCHAR(40) NOT NULL, 
	CONSTRAINT fk_filing_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id), 
	CONSTRAINT uq_filing_kind_year_committee_id_subject_again UNIQUE (kind, year, committee_id, subject, again)
);
CREATE TABLE filing_paper (
	filing_id INTEGER NOT NULL, 
	step INTEGER NOT NULL, 
	paper VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	pages INTEGER, 
	CONSTRAINT pk_filing_paper PRIMARY KEY (filing_id, step, paper, digest), 
	CONSTRAINT fk_filing_paper_filing_id FOREIGN KEY(filing_id) REFERENCES filing (id)
);
CREATE TABLE filing_step (
	filing_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	transition VARCHAR NOT NULL, 
	origin VARCHAR NOT NULL, 
	reached VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	done_by VARCHAR NOT NULL, 
	done_on DATE NOT NULL, 
	entered_at VARCHAR(40) NOT NULL, 
	reason TEXT NOT NULL, 
	stated JSON NOT NULL, 
	due DATE, 
	CONSTRAINT pk_filing_step PRIMARY KEY (filing_id, number), 
	CONSTRAINT fk_filing_step_filing_id FOREIGN KEY(filing_id) REFERENCES filing (id)
);
CREATE TABLE idempotency (
	who VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	request VARCHAR NOT NULL, 
	status INTEGER NOT NULL, 
	media_type VARCHAR NOT NULL, 
	location VARCHAR, 
	body BLOB NOT NULL, 
	done_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_idempotency PRIMARY KEY (who, "key")
);
CREATE TABLE import_batch (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	source VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	imported_at VARCHAR(40) NOT NULL, 
	imported_by VARCHAR NOT NULL, 
	added INTEGER NOT NULL, 
	changed INTEGER NOT NULL, 
	removed INTEGER NOT NULL, 
	unchanged INTEGER NOT NULL, 
	undone_at VARCHAR(40), 
	undone_by VARCHAR
);
INSERT INTO "import_batch" VALUES(1,'名册.xlsx','00','2025-06-01T09:00:00+08:00','王',3,0,0,0,NULL,NULL);
INSERT INTO "import_batch" VALUES(2,'名册.xlsx','00','2025-06-01T09:00:00+08:00','王',0,1,0,2,NULL,NULL);
INSERT INTO "import_batch" VALUES(3,'b.xlsx','01','2025-06-01T09:00:00+08:00','王',0,1,1,1,NULL,NULL);
CREATE TABLE imported_row (
	batch_id INTEGER NOT NULL, 
	expert_id INTEGER NOT NULL, 
	"before" JSON, 
	"after" JSON NOT NULL, 
	CONSTRAINT pk_imported_row PRIMARY KEY (batch_id, expert_id), 
	CONSTRAINT fk_imported_row_batch_id FOREIGN KEY(batch_id) REFERENCES import_batch (id)
);
INSERT INTO "imported_row" VALUES(1,1,NULL,'{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AaRMy8v3T1r4ooePDU8dW-KiOz1h7h4ACGvcFqyo-2Wy5rORo560Pp_oRueygWE=", "phone_sealed": "AXFbQu9nXTh4yo7QzrjD9MXaAtkS5WIXc5Uk6mH6uWbOf5mVtHCbDg==", "email_sealed": "AWqTTi9ieDqc4VQqycExu9KQkGDppj5ZHh-2FTcGYfmZGHqXgRHfHRbCMJaHzQ==", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(1,2,NULL,'{"columns": {"expert_no": "E0002", "name": "张2", "gender": "男", "employer": "云岭第2研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AZBH68TFvDDgVln6BdEIeBIKweDFAnLR_lW9cvMfwBOBi4dYTLIZtUGUuWbaY8c=", "phone_sealed": "ATBKClnH7DGNaKxfoAPyBmXaR1SnJDdONZCnGa8UfPZWvDU2YmE2Fw==", "email_sealed": "AcGXSOZ6D-0trZf-hFv_k-BvuKd1yoltu8uShVzC4GVbUKq4zhaF3VPnf3IFPQ==", "id_number_hash": "4a3e103be36fddafe2f9b6b61198997859d9e186769ac03dc67bf9604c03b007", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(1,3,NULL,'{"columns": {"expert_no": "E0003", "name": "张3", "gender": "男", "employer": "云岭第3研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AREqL4P0q5NikU7ipe0xDYLHCREw9AmWJafNGTDP6hEWb2-bliaAJYTTaQhhb1U=", "phone_sealed": "ASsw_jFQS1tlkyDtRlzs_evZ7i6pl3Y_4yfqZZs3makPDYBdbqPouQ==", "email_sealed": "AfzqQPYd83bmlMdRgyxNRSyHDqxOkCndb-xt7emry0XScXhKJhDtFfYUfU5Giw==", "id_number_hash": "d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(2,1,'{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "AaRMy8v3T1r4ooePDU8dW-KiOz1h7h4ACGvcFqyo-2Wy5rORo560Pp_oRueygWE=", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "phone_sealed": "AXFbQu9nXTh4yo7QzrjD9MXaAtkS5WIXc5Uk6mH6uWbOf5mVtHCbDg==", "email_sealed": "AWqTTi9ieDqc4VQqycExu9KQkGDppj5ZHh-2FTcGYfmZGHqXgRHfHRbCMJaHzQ==", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}','{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AaRMy8v3T1r4ooePDU8dW-KiOz1h7h4ACGvcFqyo-2Wy5rORo560Pp_oRueygWE=", "phone_sealed": null, "email_sealed": "AWqTTi9ieDqc4VQqycExu9KQkGDppj5ZHh-2FTcGYfmZGHqXgRHfHRbCMJaHzQ==", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(3,1,'{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "AaRMy8v3T1r4ooePDU8dW-KiOz1h7h4ACGvcFqyo-2Wy5rORo560Pp_oRueygWE=", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "phone_sealed": null, "email_sealed": "AWqTTi9ieDqc4VQqycExu9KQkGDppj5ZHh-2FTcGYfmZGHqXgRHfHRbCMJaHzQ==", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}','{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AaRMy8v3T1r4ooePDU8dW-KiOz1h7h4ACGvcFqyo-2Wy5rORo560Pp_oRueygWE=", "phone_sealed": "AXVZQpPJ1NuzA3HYS5i_uRn5SolWMqgGCSO2O3o9PEWKwlpzMH1NmA==", "email_sealed": "AWqTTi9ieDqc4VQqycExu9KQkGDppj5ZHh-2FTcGYfmZGHqXgRHfHRbCMJaHzQ==", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(3,3,'{"columns": {"expert_no": "E0003", "name": "张3", "gender": "男", "employer": "云岭第3研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "AREqL4P0q5NikU7ipe0xDYLHCREw9AmWJafNGTDP6hEWb2-bliaAJYTTaQhhb1U=", "id_number_hash": "d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79", "phone_sealed": "ASsw_jFQS1tlkyDtRlzs_evZ7i6pl3Y_4yfqZZs3makPDYBdbqPouQ==", "email_sealed": "AfzqQPYd83bmlMdRgyxNRSyHDqxOkCndb-xt7emry0XScXhKJhDtFfYUfU5Giw==", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}','{"columns": {"expert_no": "E0003", "name": "张3", "gender": "男", "employer": "云岭第3研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "AREqL4P0q5NikU7ipe0xDYLHCREw9AmWJafNGTDP6hEWb2-bliaAJYTTaQhhb1U=", "id_number_hash": "d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79", "phone_sealed": "ASsw_jFQS1tlkyDtRlzs_evZ7i6pl3Y_4yfqZZs3makPDYBdbqPouQ==", "email_sealed": "AfzqQPYd83bmlMdRgyxNRSyHDqxOkCndb-xt7emry0XScXhKJhDtFfYUfU5Giw==", "years_known": true, "listed": false}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
CREATE TABLE invite (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	code VARCHAR NOT NULL, 
	account_id INTEGER NOT NULL, 
	issued_at VARCHAR(40) NOT NULL, 
	issued_by VARCHAR NOT NULL, 
	expires_at VARCHAR(40) NOT NULL, 
	ended_at VARCHAR(40), 
	ended_why VARCHAR, 
	CONSTRAINT fk_invite_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT uq_invite_code UNIQUE (code)
);
CREATE TABLE kinship (
	expert_id INTEGER NOT NULL, 
	kin_no VARCHAR NOT NULL, 
	CONSTRAINT pk_kinship PRIMARY KEY (expert_id, kin_no), 
	CONSTRAINT fk_kinship_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
CREATE TABLE ledger_entry (
	seq INTEGER NOT NULL, 
	leaf_hash VARCHAR NOT NULL, 
	entry TEXT NOT NULL, 
	CONSTRAINT pk_ledger_entry PRIMARY KEY (seq)
);
INSERT INTO "ledger_entry" VALUES(0,'7ab4da0ec6f14c52ddfb50ad9b1d6bf8fe51fb6ad1df22df518337ecfa33ee29','{"actor":"office","body_hash":"7ef204db029a87df6c452ee1235b2c858596ac46dee8c4e54ffd4247c6258968","scope":"pool","seq":0,"t":"2025-06-01T09:00:00+08:00","type":"ledger:opened","v":1}');
INSERT INTO "ledger_entry" VALUES(1,'fd8c5f801237597974ff826bbd101dacfe212c27b1476265647e392022a8d7fa','{"actor":"office","body_hash":"0c5f5c7f831561fa08ab63775d15327c52f4b3f32cec39642133c12361d634c8","scope":"pool","seq":1,"t":"2025-06-01T09:00:00+08:00","type":"roster:import:done","v":1}');
INSERT INTO "ledger_entry" VALUES(2,'0ed7938e7ce7483bbb44f3de17fceaceed2f696e1b9c89200e7a741a5fe7f3d1','{"actor":"office","body_hash":"f0b75ccc93528ae28a3277624fd16bda9948e3cc517b9248ba8b750d66e67b85","scope":"pool","seq":2,"t":"2025-06-01T09:00:00+08:00","type":"misconduct:recorded","v":1}');
INSERT INTO "ledger_entry" VALUES(3,'d6e96ac9b970bcfcd0bccd7cc5f21dca7f9994543bf174acdcedad591bc1d614','{"actor":"office","body_hash":"a0ef7908b95841870260853268b540aaf0e7d7412449c26412de8a37e0514098","scope":"pool","seq":3,"t":"2025-06-01T09:00:00+08:00","type":"unit:affiliated","v":1}');
INSERT INTO "ledger_entry" VALUES(4,'f103a445941ced0624f3943d4d1a99402a542350a264df4cac544c0c77de980b','{"actor":"office","body_hash":"82dc790896d4b5563b137d2318b817355dd6baa43a2ba5a2277ed4ee4cfb9c4a","scope":"pool","seq":4,"t":"2025-06-01T09:00:00+08:00","type":"roster:import:done","v":1}');
INSERT INTO "ledger_entry" VALUES(5,'2ff9bc871aaa410298328ad251d568368f2a37d4e2b9a302edc4fe4765fdf850','{"actor":"office","body_hash":"e58d08317f2c4d926fae0b1ff689a8105e0eb45610e81221504aac37ea4b1785","scope":"g1","seq":5,"t":"2025-06-01T09:00:00+08:00","type":"score:group:opened","v":1}');
INSERT INTO "ledger_entry" VALUES(6,'d876c5c333760ac63e7f4ad30c1630ce3e8f64ad31a670cc6f28a4c4a20a0af2','{"actor":"office","body_hash":"dc87ce9b669d96bcf2eaf3aa3f0f1b3d867f0e75938e9e5b950e167563a8b7f3","scope":"g1","seq":6,"t":"2025-06-01T09:00:00+08:00","type":"score:group:begun","v":1}');
INSERT INTO "ledger_entry" VALUES(7,'ab7bb56c5b0ff014e8c32b7355a119eeae76e495e3b8b02e30789eeeb87c22cb','{"actor":"office","body_hash":"3d81cbe637b51278de4a4e82c72e4b761abbe4ac9c39ec408d1cb90fef178563","scope":"pool","seq":7,"t":"2025-06-01T09:00:00+08:00","type":"packet:finding:decided","v":1}');
INSERT INTO "ledger_entry" VALUES(8,'d59bbfe8267e7d839dd57a2aa97b6fd2b5adf52c70f9b10ee4cfbd25c688c5fd','{"actor":"office","body_hash":"19fc2a6d95f1c2ef73849c71db4db7986c9bcd6ccd33d232ad57ab976694d776","scope":"pool","seq":8,"t":"2025-06-01T09:00:00+08:00","type":"packet:batch:released","v":1}');
INSERT INTO "ledger_entry" VALUES(9,'fffb72d050b7cb6d1698c59adaffaa92e6d6e9cddb3fc1c2379c12ccb5964dd9','{"actor":"office","body_hash":"3eef9916229a9fe854d7d14c579f4a9f2ced15e8e4608aaf04ddc37b9cebc05d","scope":"pool","seq":9,"t":"2025-06-01T09:00:00+08:00","type":"conflict:finding:decided","v":1}');
INSERT INTO "ledger_entry" VALUES(10,'0f7e9950d42b710c995519acfe78c73050dddd2fbeec3810812d1e8d6d601fc1','{"actor":"office","body_hash":"3716cb2eff86d57456a0da88d7b3a9d9973e8fceb33f28725567b75234afc00c","scope":"pool","seq":10,"t":"2025-06-01T09:00:00+08:00","type":"conflict:list:made","v":1}');
INSERT INTO "ledger_entry" VALUES(11,'e3373a019790cd75282622237363fbdedbca909cd9c86c34966347e9614c8cd8','{"actor":"office","body_hash":"debf4bf2667320142248ffe4de400990348abd5c796e6d7930be469db4b05f1d","scope":"pool","seq":11,"t":"2025-06-01T09:00:00+08:00","type":"assignment:drawn","v":1}');
INSERT INTO "ledger_entry" VALUES(12,'a8ebe56fd1c361fdc184a6c331986fbe7fb261a665efd7403b04c31fd401eef0','{"actor":"office","body_hash":"2dc790cb8f38a7d2c2638007ea35a10f893e2a3f1a7fa4ac6f597ef570fc9b97","scope":"pool","seq":12,"t":"2025-06-01T09:00:00+08:00","type":"assignment:reader:replaced","v":1}');
INSERT INTO "ledger_entry" VALUES(13,'22bbce7f0db30ccc9cd642f6802f2b9fa4c0e78f73321112b1287af1391156a8','{"actor":"office","body_hash":"56cb6e52afd7a0f3667564fda4fbf6b4e160b836c417f56fc7a915c4573c1036","scope":"甲评委会/2025","seq":13,"t":"2025-06-01T09:00:00+08:00","type":"committee:kept","v":1}');
INSERT INTO "ledger_entry" VALUES(14,'64cd6e54bdf23d7101cceeba819eb3b805273b18460069992c5e1f60db07d1b9','{"actor":"office","body_hash":"7fa0af9cc5379aed1b491a4cc5f66bf55cf72db73b2e9f20904b458c7b309dc2","scope":"甲评委会/2025","seq":14,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(15,'8381d4bb25832949ae3850c4fa8433f9ca52e88de2b35918906e0bbdaf6cb5de','{"actor":"office","body_hash":"aab2945141b8cc9e87527e80564f87051cd607efc218a5aabcf97dfc2f6ffb4e","scope":"甲评委会/2025","seq":15,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(16,'3a15eac60256b8ded8ca39880fcc65f15c25d771e59bcad029fed2ad39b3dfd9','{"actor":"office","body_hash":"bec5c638ba32d8f3565336e22574d89b2b5dad509b1fc3e98a9b1eb0ffe5a720","scope":"甲评委会/2025","seq":16,"t":"2025-06-01T09:00:00+08:00","type":"meeting:roll:frozen","v":1}');
INSERT INTO "ledger_entry" VALUES(17,'133fb69c09d2ca0cb9002eb1817624051d9f1b0f31c81afd039511c30e9e843a','{"actor":"office","body_hash":"5db75f827629f5d19e0e8bc351941229307bc871f80b8422bc8573d2ffe6959a","scope":"甲评委会/2025","seq":17,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(18,'20c2f50a8fde963b26f28bf1ee8e553667b1909b8389797404dec5a6af20346b','{"actor":"office","body_hash":"babd4adc71fa26bca6de20767662b15f39ece8cccd72469a0e196b7545e5fc6b","scope":"甲评委会/2025","seq":18,"t":"2025-06-01T09:00:00+08:00","type":"ballot:count:entered","v":1}');
INSERT INTO "ledger_entry" VALUES(19,'c3417d3734e53c70a5a930ff90d855b6be75074c1dad9c80eb435d929664bea6','{"actor":"office","body_hash":"12db9ff2e6aab9ba2f6a9578525a1231c0de968aac8712b636a60a5840696fef","scope":"pool","seq":19,"t":"2025-06-01T09:00:00+08:00","type":"unit:affiliated","v":1}');
INSERT INTO "ledger_entry" VALUES(20,'2cbe49a74413b6276971080edb4e18bc60ebb1d04e81bc6ae88793ececfc7b24','{"actor":"office","body_hash":"a5627ef17f1cf9695a6fbd3b884eba45b281f42034ea2f87f5424a3c8d133651","scope":"pool","seq":20,"t":"2025-06-01T09:00:00+08:00","type":"unit:released","v":1}');
INSERT INTO "ledger_entry" VALUES(21,'ada526b3e9df130656f12ef1ed7a0ee4e7eeaab9c569c1a5fdb2997060e27a95','{"actor":"office","body_hash":"7c68cfe6f452c80d5ab99500ca361a7cb6727fa5a7cfce98bf334babb0dcc706","scope":"pool","seq":21,"t":"2025-06-01T09:00:00+08:00","type":"roster:frozen","v":1}');
INSERT INTO "ledger_entry" VALUES(22,'d46a90bdaf4021b1ff360b7b562ca16e3d3053652d7919a4676555bebb9ba422','{"actor":"office","body_hash":"ce3825c101479e865ffe8a08da9cf99209652dc8a2cfa50f72ebd7ff0cb875f6","scope":"pool","seq":22,"t":"2025-06-01T09:00:00+08:00","type":"waiver:granted","v":1}');
INSERT INTO "ledger_entry" VALUES(23,'c3550bcde3f173c77447a207fdb07911603816af4473b4e814e1ca19ebea424a','{"actor":"office","body_hash":"19106bddc4356c13daf7e8f3b0ff01270e45477ca8d578c6894c4fdc382906e7","scope":"pool","seq":23,"t":"2025-06-01T09:00:00+08:00","type":"roster:import:done","v":1}');
INSERT INTO "ledger_entry" VALUES(24,'29148bd43bc4d60c916642e4721b0c10916cd227a057a047bae989fdf9bbb4b8','{"actor":"office","body_hash":"d1ea9dfd91b7564c750737b1ebbc4d68fbf7589fa77c54649aac356abd6c9ed4","scope":"pool","seq":24,"t":"2025-06-01T09:00:00+08:00","type":"misconduct:lifted","v":1}');
INSERT INTO "ledger_entry" VALUES(25,'8a05a44ad0c21a2c5464962187e5ff5da15aaa1185bad564f2110a58971201d7','{"actor":"office","body_hash":"8a4d1e834829e0b47f9d75bbd84028aaed685244725ef400732082dc9e378c4d","scope":"pool","seq":25,"t":"2025-06-01T09:00:00+08:00","type":"roster:frozen","v":1}');
INSERT INTO "ledger_entry" VALUES(26,'cdc2600ce15414c49525cb017c82c9fb223c48fcf2dc2e5fda042238b9a30a3f','{"actor":"office","body_hash":"927b72c9bf7e845c50f647fc025be92d8987a77f9c57754ee4b2b1180700fb42","scope":"甲评委会/2025","seq":26,"t":"2025-06-01T09:00:00+08:00","type":"draw:panel:seated","v":1}');
INSERT INTO "ledger_entry" VALUES(27,'b85f15a5585e1815b83a6b040afb1301981ec823c02ee2390b26769a3ad7ad5e','{"actor":"office","body_hash":"5416197ed41f09f700cd12dfa18df8fe425d494dd49c909a297a6140c813bcf4","scope":"pool","seq":27,"t":"2025-06-01T09:00:00+08:00","type":"misconduct:recorded","v":1}');
INSERT INTO "ledger_entry" VALUES(28,'89fdcdbfe15c1c3994c2c3bdf974c451fb88a0645dd60d4515fc451f8ec51bf1','{"actor":"office","body_hash":"5f5223ab54a3a0f66141ac89f1081e082e56b7ab57b67a9e6b748a04021878dd","scope":"pool","seq":28,"t":"2025-06-01T09:00:00+08:00","type":"pledge:signed","v":1}');
INSERT INTO "ledger_entry" VALUES(29,'cfd0c419a98abed6ad1f19be9b6b01dd1dcbe1127e39113504b22caa63a95f07','{"actor":"office","body_hash":"f0236cf9c1cc64b9ca843fa9d0b4925b867eb1ab0b64e9d7099fdc71839e2f0f","scope":"g2","seq":29,"t":"2025-06-01T09:00:00+08:00","type":"score:group:opened","v":1}');
INSERT INTO "ledger_entry" VALUES(30,'994560d9e349252a6bfeae8ca55186556c3766e4bb2251d0005e674ea6026e34','{"actor":"office","body_hash":"94e962fded130ab7a28bf8132bc95980d823ee1271fa16f8e1874823d732885c","scope":"g2","seq":30,"t":"2025-06-01T09:00:00+08:00","type":"score:group:begun","v":1}');
INSERT INTO "ledger_entry" VALUES(31,'c8c4ef7f45d2ad71ceabae8cdb624c80820f58a8bcb2b8802d8aaf133e9f6597','{"actor":"office","body_hash":"a377cc2866a0affbc798f590af3e00f9c7e3079bdf28b5c592d9f8eccf6eb7c6","scope":"g1","seq":31,"t":"2025-06-01T09:00:00+08:00","type":"score:reader:enrolled","v":1}');
INSERT INTO "ledger_entry" VALUES(32,'f8e972fc71489f3b62c6b1496825e9deda811f5d502d65fe859667dfe5acfeee','{"actor":"office","body_hash":"5b1cab122f3255b4a34676329c310254c04436a0d3424c2ab750acb6eec53b4a","scope":"g1","seq":32,"t":"2025-06-01T09:00:00+08:00","type":"score:reader:revoked","v":1}');
INSERT INTO "ledger_entry" VALUES(33,'dde2a6bbb643677595c7427f59c013ffc41207ebfc5bae2eb6e59390ef074fbe','{"actor":"office","body_hash":"c92acd3f7ab0863a9742cb1c087f6acf77d5b6d93799065df12da86c2f4ace59","scope":"g1","seq":33,"t":"2025-06-01T09:00:00+08:00","type":"score:extra:drawn","v":1}');
INSERT INTO "ledger_entry" VALUES(34,'765aedf528fe32238e1500828d9868a705ce67ed6778ccffed69215872798c50','{"actor":"office","body_hash":"b72d8567c69f5f1fdf8ca87c44b4eed4de3743a2eeef0b3aa934cf2d0854cc25","scope":"g1","seq":34,"t":"2025-06-01T09:00:00+08:00","type":"score:group:closed","v":1}');
INSERT INTO "ledger_entry" VALUES(35,'6eab7557df5d6ad6021a7fad957ca4bf10f49fab2ea1f17f7d870df3c681159d','{"actor":"office","body_hash":"5ed3444111b8f7d88fc68c4aec89f935051c79ea7025c9d647a4bd967d3bb2f1","scope":"g1","seq":35,"t":"2025-06-01T09:00:00+08:00","type":"score:closing:kept","v":1}');
INSERT INTO "ledger_entry" VALUES(36,'ecde7693893083bd4fa1f83338de3d2b6854d3f6849dad2194f6ec7919df5118','{"actor":"office","body_hash":"09f0268ee2bd5b9bdb2accec62250b3eca6b98a273af5c9c36a878d810f96986","scope":"g1","seq":36,"t":"2025-06-01T09:00:00+08:00","type":"score:group:unsealed","v":1}');
INSERT INTO "ledger_entry" VALUES(37,'e31071506ceb74418855e6cae53a05b73c032aaa80611491812403533a55a8ad','{"actor":"office","body_hash":"ce65578bf80fadb3159b1c0cac8a9f977cf8c0effe71d2add63b334dad906ea2","scope":"pool","seq":37,"t":"2025-06-01T09:00:00+08:00","type":"vault:unsealing:asked","v":1}');
INSERT INTO "ledger_entry" VALUES(38,'b066164db27c644a24d784f50af534cc0677ea15d06e7ee1ed5435422e6dc3ab','{"actor":"office","body_hash":"a21af71c8ce04e53d01b4d82ccf0608285ef989b3ddfc298b46cf2b89d40ab75","scope":"pool","seq":38,"t":"2025-06-01T09:00:00+08:00","type":"vault:unsealing:kept","v":1}');
INSERT INTO "ledger_entry" VALUES(39,'f266931a560df19cad58503394e0299dd91bf712a33d0c32dfc02a351289c5f9','{"actor":"office","body_hash":"6c959076c92a2e852a9b44cca17b018627d79a11ae39e0dc18ed1b368630c681","scope":"pool","seq":39,"t":"2025-06-01T09:00:00+08:00","type":"calendar:year:entered","v":1}');
INSERT INTO "ledger_entry" VALUES(40,'06955f9621b40e55f6487d4c04e8820a836e5cd7d1fabb3a24da90d2767042b2','{"actor":"office","body_hash":"241de396df597894fc2234a19f199ea44be62ab69f4321eefbdeeed3906b749a","scope":"s/2025","seq":40,"t":"2025-06-01T09:00:00+08:00","type":"report:issued","v":1}');
INSERT INTO "ledger_entry" VALUES(41,'7a811b264c2f7f1401c8762a982b62ab14d5eae051e1f6b341cf7f3f2b87d167','{"actor":"office","body_hash":"9ec09ca36e6ff5d70ca4db452027f3ea9934e29b38fc8b81140da35258d5adcc","scope":"甲评委会/2025","seq":41,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(42,'9b65c19050d5ade1f6092b2969e218ec9ab3bad6d3dd0f8c7bf8dacc08d97665','{"actor":"office","body_hash":"c9d2ee7010c719b9bbd58a945310bd79fae122823da44f92525b84538506b8ca","scope":"甲评委会/2025","seq":42,"t":"2025-06-01T09:00:00+08:00","type":"result:ranking:made","v":1}');
INSERT INTO "ledger_entry" VALUES(43,'946f4abbd8eac8b7c1f7ed0ba56dc13f1cbd9c00f3a7b0e5fba85cbbe05cc3af','{"actor":"office","body_hash":"0489a1b5c099b880077ea34c30d11bcce820808b5977d1be0c50365b9a809471","scope":"甲评委会/2025","seq":43,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(44,'27ad904523d1fa4c2c26ba83911074c61c5c8ebddbd9a7b080000944756ea100','{"actor":"office","body_hash":"126e6b25d3544f2bf1e51d0a63b2a96377128ec4e8a3c69a147f61a8a6880217","scope":"甲评委会/2025","seq":44,"t":"2025-06-01T09:00:00+08:00","type":"result:ranking:made","v":1}');
INSERT INTO "ledger_entry" VALUES(45,'3165383c542a7e73a52a7e20f56e650dfe3ab892c5e239efda928f4ca379a68c','{"actor":"office","body_hash":"f9a316cff6300cc49b59ef993aefc515edf8fab82372289efd60d129241473ed","scope":"s","seq":45,"t":"2025-06-01T09:00:00+08:00","type":"result:list:published","v":1}');
INSERT INTO "ledger_entry" VALUES(46,'e7ac97c311c1375b30626af213cb3e8b66df968990784b5959304bb0e35fd906','{"actor":"office","body_hash":"8bd4b5ac357519bd5610fa3c29b655e28d24c5a554daff1546a8e24b3140492d","scope":"甲评委会/2025","seq":46,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(47,'e5408a3809d5b1b504bb68db55352e73aea39ed80acd490136e8abbb79b15879','{"actor":"office","body_hash":"6d66bd9ca58f65719e77af760026cf8d0ce4e2daa67802c743df13928c7309d0","scope":"甲评委会/2025","seq":47,"t":"2025-06-01T09:00:00+08:00","type":"result:ranking:made","v":1}');
INSERT INTO "ledger_entry" VALUES(48,'e0e627823bf0d42cd3607106a2f687bca720ad5f5c68ee8a75885bb3c695e7f7','{"actor":"office","body_hash":"891c42924e7d2c1b9533f71f69d0701ac8b8a00290225e432f3887dbfd9615ee","scope":"s","seq":48,"t":"2025-06-01T09:00:00+08:00","type":"result:list:published","v":1}');
INSERT INTO "ledger_entry" VALUES(49,'4b5917d658123876bc864482f6918c83cb892058c17061e083ae9d0f96b630e4','{"actor":"office","body_hash":"1598f1d96a2963f29a491ce2b7ee27103662a3fee282af31e4956cea752842aa","scope":"s","seq":49,"t":"2025-06-01T09:00:00+08:00","type":"complaint:registered","v":1}');
INSERT INTO "ledger_entry" VALUES(50,'17819ecdba0fd836d2cd903f9c9cafb4077d0f2193a7ea391c50c86227c04e63','{"actor":"office","body_hash":"95a56a17d25d308923952105cd576af48177926227ed17e09af76a079a89e922","scope":"甲评委会/2025","seq":50,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(51,'2148506606b5a048e886ff64a833ca8209493e647cba797003abd12f848dc932','{"actor":"office","body_hash":"e0e9f3980a59500c8d9e169579b127a02480dae3398de084cc6b5ed5aa74cd72","scope":"甲评委会/2025","seq":51,"t":"2025-06-01T09:00:00+08:00","type":"result:ranking:made","v":1}');
INSERT INTO "ledger_entry" VALUES(52,'36d3079031a7dcbace96b89808f5253bb9ffc3fe945c7cc54d7f9a8cc261bc44','{"actor":"office","body_hash":"a5579ae69daa911dd2e0764cb86cb4d0dd8b1dcd576aa7c6d3e2ed6cf4ce1ee3","scope":"s","seq":52,"t":"2025-06-01T09:00:00+08:00","type":"result:list:published","v":1}');
INSERT INTO "ledger_entry" VALUES(53,'f46b798b8ec01dc81248d32ae16bcf1e47b513045ad6a75034a7ec4a9e7e77e5','{"actor":"office","body_hash":"bd54de03fe32f6ca486b7cc562914aa1fcde3386c77a13b66a54dea8eb2da03b","scope":"s","seq":53,"t":"2025-06-01T09:00:00+08:00","type":"complaint:registered","v":1}');
INSERT INTO "ledger_entry" VALUES(54,'c1b29e0846e28ee3c26d2898da0adac8defa2ddd327f3200fc2f3ea2957ca766','{"actor":"office","body_hash":"b22e68c580670c104919fe8b5075cfd22660fee7932d1881c952a0739d13d375","scope":"s","seq":54,"t":"2025-06-01T09:00:00+08:00","type":"complaint:answered","v":1}');
INSERT INTO "ledger_entry" VALUES(55,'25e4c55e4ae233bb4a5f02a409be4f6755124ff63a5b9472dc570a7417a818da','{"actor":"office","body_hash":"013c55ef952ab4a0fbe66c61dd662bde37b05889671563f0e533761139b3c077","scope":"甲评委会/2025","seq":55,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(56,'01b66e7d8c8969c8bd90afc742a38f565915c7b3030abdc3381b6f9c0491b227','{"actor":"office","body_hash":"c084b76ce337db447e8eeddcfc52dcb4ae8a98978b1bc5850dd6234017b0799f","scope":"甲评委会/2025","seq":56,"t":"2025-06-01T09:00:00+08:00","type":"result:ranking:made","v":1}');
INSERT INTO "ledger_entry" VALUES(57,'5b18c2fd85c9263f54e0954ef57803b392144c29e12beb27188ad98b5b1867a5','{"actor":"office","body_hash":"0c37eb2272469218dfd1982a3995a3689a73f1690c137e6f1e62c4fdc7cebb0b","scope":"s","seq":57,"t":"2025-06-01T09:00:00+08:00","type":"result:list:published","v":1}');
INSERT INTO "ledger_entry" VALUES(58,'568005ae8d53777cd8c32f23836144fcee7af3408d5fe0caacffc3dcbc0f2e3d','{"actor":"office","body_hash":"a4543eb66687d77407de399531b5e162a53228a6bfbf6335a363e6414ed96ad6","scope":"s","seq":58,"t":"2025-06-01T09:00:00+08:00","type":"result:list:confirmed","v":1}');
CREATE TABLE ledger_frontier (
	id INTEGER NOT NULL, 
	frontier TEXT NOT NULL, 
	CONSTRAINT pk_ledger_frontier PRIMARY KEY (id)
);
INSERT INTO "ledger_frontier" VALUES(1,'{"algorithm":"sha256","peaks":["4d337d00e665c8d4e3bba9c696980098e52fec41e94f8e7dd1e52b2fec590301","29124da68a55b908563d05fe9532c3dc4499cb5d418566b190c82ec14c94698f","9078fdf3d44d77699f9e52a3b1dec96afc54412953a8f044204c9fc5fc9226af","83a0eec586a40e0fc173ac2badcaaed7c511993d9651f3cd4fd2a2cebedc4adc","568005ae8d53777cd8c32f23836144fcee7af3408d5fe0caacffc3dcbc0f2e3d"],"size":59}');
CREATE TABLE ledger_payload (
	seq INTEGER NOT NULL, 
	salt VARCHAR NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_ledger_payload PRIMARY KEY (seq), 
	CONSTRAINT fk_ledger_payload_seq FOREIGN KEY(seq) REFERENCES ledger_entry (seq)
);
INSERT INTO "ledger_payload" VALUES(0,'65eb478d57ec664c3b43e06c05e7d2789bea82afc2dcf2e34d9a83773cf89f52','{"records":[]}');
INSERT INTO "ledger_payload" VALUES(1,'bb1a4fadf5e56cc185f62ddd27516fff64a90572edeae2f3fe694345b7505175','{"by":"王","facts":{"added":3,"batch":1,"changed":0,"digest":"00","removed":0,"source":"名册.xlsx"},"records":[["expert","[1]","d3ae1620588700ff7aab3f3cd657a09e29ce3b66aff69b0b0f5db31076c16449",null],["expert","[2]","bf70f293ed30bdd9bba387a718869e9964990710e7b7a4faacbb61e94479bc2c",null],["expert","[3]","d1ef6929f5bc73ea77b7e57cd338407e44d1b2e408010a846e66c69ce85980ae",null],["import_batch","[1]","3ad0ff9782a91e4dac82cb47e21f9195bec796696a0146bf7858ec3a2e012f3a",null],["pool_lock","[1]","eb578d3163c0f8031460ab4f0cb912cf858b16ab584ccfa5a7ee07f750c311a1",null]]}');
INSERT INTO "ledger_payload" VALUES(2,'133f7a21362e6464de0b28a2f2e3eeba4e2ce73eb5cb1cf5179552fe823ac840','{"by":"王","facts":{},"records":[["misconduct","[1]","bbf60c7668e73748006aa0998d7f160bd9ff5cd3f05495830ba82383b84bf5f7",null]]}');
INSERT INTO "ledger_payload" VALUES(3,'6d807f8ada342e9e1eef29a3af0f20066621d4bcb2e56684505e6f3ecc50e780','{"by":"王","facts":{"of":"研究院","unit":"检测中心"},"records":[["unit","[\"\\u68c0\\u6d4b\\u4e2d\\u5fc3\"]","b69da68bff5e3eacc96f3f880da71984db6e0ab94cf16ba247c21dc0f10e4c51",null],["unit","[\"\\u7814\\u7a76\\u9662\"]","e9357835574882c6d0f5e6a13db0cb307a37e9938a7792fabbae5eaa32a7b66e",null]]}');
INSERT INTO "ledger_payload" VALUES(4,'9623e23c6a0876ea0765f4591590051bcf25152e7623daa5b71fc85db2eb1bdf','{"by":"王","facts":{"added":0,"batch":2,"changed":1,"digest":"00","removed":0,"source":"名册.xlsx"},"records":[["expert","[1]","a5e0c447656980eba4e37ec80e0bbfea10a7afd300a0dc55ad9045a1e7a87e35","d3ae1620588700ff7aab3f3cd657a09e29ce3b66aff69b0b0f5db31076c16449"],["import_batch","[2]","af185bc9d94f71da8324fe146db4d82ba2dc88c0c94de1f12edef7b973a1f66b",null]]}');
INSERT INTO "ledger_payload" VALUES(5,'6f46a8baa404b364a8d1bfd9754f149d7f42b8154bd85ce3ab6e9e2d117eddd5','{"assignment":"0000000000000000000000000000000000000000000000000000000000000000","format":"expertpool-review-group/1","group":"g1","packets":[{"codename":"0000-0001","sha256":"0202020202020202020202020202020202020202020202020202020202020202"},{"codename":"4821-3907","sha256":"0101010101010101010101010101010101010101010101010101010101010101"},{"codename":"9999-0000","sha256":"0303030303030303030303030303030303030303030303030303030303030303"}],"plan":{"method":"plain-mean/1"},"rubric":{"code":"engineering-senior","format":"expertpool-rubric/1","indicators":[{"anchors":[{"at":9000,"says":"能独立解决复杂问题"}],"code":"ability","title":"专业能力","weight":40},{"anchors":[],"code":"results","title":"业绩成果","weight":40},{"anchors":[],"code":"ethics","title":"职业道德","weight":20}],"longest":{"comment":1000,"reason":300},"scale":{"grades":[],"highest":10000,"lowest":0,"reason_from":9500,"reason_to":4000,"step":50},"title":"工程系列高级","version":1},"title":"冶金高级组","trustees":[{"holder":"hrss","public":"4b78c04dc3ed15ca770a6100ebd94361f90d21195e37792ff1a50cb5d2524043"},{"holder":"inspector","public":"e809ee02b3d0d79c63a3cd27b15bcb9fcfe4369c5cfcaaf2f99d57527fca6b3c"},{"holder":"office","public":"28a7934581ca2ad685ee957f39c72aed6c0b9c9ba63b3e8b0268fea6b903671c"}]}');
INSERT INTO "ledger_payload" VALUES(6,'98d04bc29cabbccf18b1ba0e6dda6a4b1dc3df4793d1e1833c70884289506ac2','{"by":"王","facts":{"packets":3,"readers":3,"tasks":3},"records":[["review_group","[\"g1\"]","fb0781957d54f36dbf3d018c49517abc0b951b57cfcac070d896ef802aad9e24",null],["review_reader","[\"g1\",\"R4YBC2T\"]","41fbb8dbed3c995acbd21cdb34bd43fc064f6d4c14a5b287da564ee6b2dc89ae",null],["review_reader","[\"g1\",\"REP9JGB\"]","f7882ba03ef39ed9414647c6758738a35ee83ada5002758918fddc09225e01d1",null],["review_reader","[\"g1\",\"RS1B8C4\"]","06b1b0faa4a7f178594208161ae44c900678c2dc704c7a95e1a7ef630df7e019",null],["review_task","[\"g1\",\"0000-0001\",\"REP9JGB\"]","f9430fe156a683238736b70a025eb27274540914bb01054be72bee35ba9b5108",null],["review_task","[\"g1\",\"4821-3907\",\"REP9JGB\"]","dc447a93fb1153d02107138c4e0bd4219d7d327f723504d4a44fc779e21318fa",null],["review_task","[\"g1\",\"9999-0000\",\"R4YBC2T\"]","0d24a0bb7e73f78de830e00e8e2383c61751340b31dbb932479f7832b95d227a",null]]}');
INSERT INTO "ledger_payload" VALUES(7,'e730c3e25b62714a7becc9d148b346bd28276783646497f74905f8da9990f6a9','{"by":"王","facts":[{"decisions":[{"about":"q"}],"key":"A001"}],"records":[]}');
INSERT INTO "ledger_payload" VALUES(8,'9a1d07f64cf508d48a1e6810fcafe01a1947ea8afd2ea5f5c5a2e1af0585e352','{"by":"王","facts":{"0000-0001":"00"},"records":[]}');
INSERT INTO "ledger_payload" VALUES(9,'75980abf72ddb7e964759674cf33b6f68e0a595854461e92c4cf7a8de4252362','{"by":"王","facts":{"a1":{}},"records":[]}');
INSERT INTO "ledger_payload" VALUES(10,'7d0affdc8dc761f6837825dbe1fb4849fccb5e4b1d5106c5c72e756522be52e4','{"by":"王","facts":{"counts":{"sure":1},"list":"00"},"records":[]}');
INSERT INTO "ledger_payload" VALUES(11,'2939dbd5e86a9ad1a693bcdfd692360d1a5e2b539b6258fa00957ea618d3f3a6','{"by":"王","facts":{},"records":[["assignment","[\"01\"]","606501e6a6666f69e1551c3e5eba87565bda1e549c6424c690966d507febb25a",null]]}');
INSERT INTO "ledger_payload" VALUES(12,'9c26a57a5b2824db089efdda87ad7ec5bb76ff2cade13c5394285d103c0a3b54','{"by":"王","facts":{},"records":[["assignment","[\"02\"]","e45272bf0ef5ca56937df801e10291d45ae4db84aa78fa106d94d6f0d3ea774b",null],["recognition","[\"01\",\"0000-0001\",\"E1\"]","7393d94a848302097d4773cf01f242f1edc777770e38b16dc24edd5d6d2af90c",null]]}');
INSERT INTO "ledger_payload" VALUES(13,'d13c87fd0868c0758f64342a00b10656a65cc21773ed3770ef167a9fd5645cb4','{"by":"王","facts":{"name":"甲评委会","year":2025},"records":[["committee","[1]","b4c090830428c4fc311fad7af4a7180b2aaa827f774b36005aba2219e22f92d4",null]]}');
INSERT INTO "ledger_payload" VALUES(14,'6bb4cf3ea0f877d9d780d2b269ac1f4ac073987c6e10406616cd30f7b0ce020d','{"by":"王","facts":{"candidates":1,"members":2,"number":1},"records":[["meeting","[1]","5f6e2c270b54c61ba678222356b58da52986dbb473475a979d3a8ed283893613",null]]}');
INSERT INTO "ledger_payload" VALUES(15,'82fd349a1d12389f3ceed43002547f113e4246d52b319189dc1859f6bcc5bf03','{"by":"王","facts":{"candidates":1,"members":2,"number":2},"records":[["meeting","[2]","72e7fba34e3e305edba9956b71c44e4202b8936d5c0243606268ff6506c03b65",null]]}');
INSERT INTO "ledger_payload" VALUES(16,'40343f64f78d38f820a6002a58bccabfc2b94a8240f5df281e8269ef35bdef5f','{"by":"王","facts":{"number":2,"recusals":1},"records":[["meeting","[2]","740e70861f6496aec49831722fb246a9fa935224f89f61e71a2643fd470cc4c9","72e7fba34e3e305edba9956b71c44e4202b8936d5c0243606268ff6506c03b65"]]}');
INSERT INTO "ledger_payload" VALUES(17,'14954a02321e3f139a192e7d590cdbd2b9f076a81d2c83b08fef3c118b812af0','{"by":"王","facts":{"candidates":1,"members":2,"number":3},"records":[["meeting","[3]","5e8c75fd1aa4b29617787725caceab770b6316676d5938188f936ffe8f53b259",null]]}');
INSERT INTO "ledger_payload" VALUES(18,'b08343f15380ec01a098f11288fb4cf579b00637a4d868018ae03b533670329b','{"by":"王","facts":{"agreed":true,"candidates":[],"number":1,"paper":true},"records":[["ballot_count","[1]","218452f35f15d3c70c10f738c8fbced211d19ae59e6d06a1d318418745a8c66c",null]]}');
INSERT INTO "ledger_payload" VALUES(19,'65f4bb4fa3c348b020cee67203433959a6a97e6a7a343d2fae4420f90a67b821','{"by":"王","facts":{"of":"研究院","unit":"杂志社"},"records":[["unit","[\"\\u6742\\u5fd7\\u793e\"]","5d19915dd5bcce1958e6652811cbce1f15fbd196a626a06045638a53d3ebb05d",null]]}');
INSERT INTO "ledger_payload" VALUES(20,'ec01e162b53b03c3f3008a04c8b3caf0ffc80f7a1bc7a1bec3d069b27a39a211','{"by":"王","facts":{"unit":"检测中心"},"records":[["unit","[\"\\u68c0\\u6d4b\\u4e2d\\u5fc3\"]","ef501bb16353e2aa64409271dd1b26def661b49c7d62c56700f0bb8eca56aef9","b69da68bff5e3eacc96f3f880da71984db6e0ab94cf16ba247c21dc0f10e4c51"]]}');
INSERT INTO "ledger_payload" VALUES(21,'ffd75579f4346249a285f1829c6163c7a669741e0600ec75f74c1495cab23492','{"by":"王","facts":{"digest":"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c","experts":3,"source":"a.xlsx"},"records":[["roster","[1]","842c1d4afa710052108cdb60d1337c1bb323a732fe8432844cfd10b9c7ac7c2a",null],["roster_content","[\"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c\"]","93745286820285354e6d7d7e821fbeb2548675e193e730db5704aa666e41fdc5",null]]}');
INSERT INTO "ledger_payload" VALUES(22,'a82010931b9e40f5d7e73adda46e3920169c5dd431bc6134e7e975f5083e27bb','{"by":"王","facts":{"rule":"rest"},"records":[["waiver","[1]","866506cd28455628b4723eef9bc39299e41919d8299ea3d3474202bf8327c9ce",null]]}');
INSERT INTO "ledger_payload" VALUES(23,'fdea9fce7644d87bf53916b936bc1fe47cdc63370e44fb005a5fb7bd89c7c759','{"by":"王","facts":{"added":0,"batch":3,"changed":1,"digest":"01","removed":1,"source":"b.xlsx"},"records":[["expert","[1]","6f3a2bb5563bafa6b889bd04e1322893da32dfe0a0378f9532fe02e8850386b9","a5e0c447656980eba4e37ec80e0bbfea10a7afd300a0dc55ad9045a1e7a87e35"],["expert","[3]","0a978775338a159f95594ccd018b8b0825dd9e5e6125fed3369160d5c5c8fbf4","d1ef6929f5bc73ea77b7e57cd338407e44d1b2e408010a846e66c69ce85980ae"],["import_batch","[3]","63fb1c038891e0742e04a95bc3f9c958568b5c1f77cb6ff5424d19a4a2f6e06d",null]]}');
INSERT INTO "ledger_payload" VALUES(24,'ddb229b639c8d576dcaf588aadf51ab363a09284e8da3a6a05d2987e870a7f5d','{"by":"王","facts":{},"records":[["misconduct","[1]","fd6da5893bdfee082894ee14fcaa642c25a3c7957c7de90c83ca7949b9b18b51","bbf60c7668e73748006aa0998d7f160bd9ff5cd3f05495830ba82383b84bf5f7"]]}');
INSERT INTO "ledger_payload" VALUES(25,'dc9465e6701ada94651d70acfb66ef4563031127e51a59138eaf7e01c2855e6b','{"by":"-","facts":{"digest":"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c","experts":3,"source":"a.xlsx"},"records":[["roster","[2]","34d59ad172fbc9ef43dea4604be14ae89507b281caf78cc703ecea8e9b791110",null]]}');
INSERT INTO "ledger_payload" VALUES(26,'584a05f31e95ccbbb88f6faae7420af865079da44885c8ec44dedef80a08638c','{"by":"-","facts":{"assurance":"M0","attempt":1,"method":"lottery","roster":"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c"},"records":[["draw","[1]","77f22f07f3bfa05c9715e476bbab5601300f40608dcc1c188b345d9769b0d09f",null],["panel","[1]","b2114068208214be08cac5d3176100518cac16f9d64cc616aeef0ee5be6d6e08",null]]}');
INSERT INTO "ledger_payload" VALUES(27,'ca75e188372f50fbbc62893d2bead24f5aaf46eaf295a082b14d02f49a8d89d9','{"by":"王","facts":{},"records":[["misconduct","[2]","a9db27243d73ef71e82c80f18437b9272b06b3d3d4ad7e9e51a4f167242b3278",null]]}');
INSERT INTO "ledger_payload" VALUES(28,'fee70173d814730415e51fd903cc6a2c45babd4342ca51ce5004c40191da06a8','{"by":"王","facts":{},"records":[["pledge","[1,2025]","5def772b7889752f8bef7225f4367ec84f3d9e975be64dda837f39b656303d91",null]]}');
INSERT INTO "ledger_payload" VALUES(29,'05fd581cd3ffcf3e468574db7fe5cadf13f1405d06db27b98b5a082989dc50d2','{"assignment":"0000000000000000000000000000000000000000000000000000000000000000","format":"expertpool-review-group/1","group":"g2","packets":[{"codename":"0000-0001","sha256":"0202020202020202020202020202020202020202020202020202020202020202"},{"codename":"4821-3907","sha256":"0101010101010101010101010101010101010101010101010101010101010101"},{"codename":"9999-0000","sha256":"0303030303030303030303030303030303030303030303030303030303030303"}],"plan":{"method":"plain-mean/1"},"rubric":{"code":"engineering-senior","format":"expertpool-rubric/1","indicators":[{"anchors":[{"at":9000,"says":"能独立解决复杂问题"}],"code":"ability","title":"专业能力","weight":40},{"anchors":[],"code":"results","title":"业绩成果","weight":40},{"anchors":[],"code":"ethics","title":"职业道德","weight":20}],"longest":{"comment":1000,"reason":300},"scale":{"grades":[],"highest":10000,"lowest":0,"reason_from":9500,"reason_to":4000,"step":50},"title":"工程系列高级","version":1},"title":"冶金高级组","trustees":[{"holder":"hrss","public":"4b78c04dc3ed15ca770a6100ebd94361f90d21195e37792ff1a50cb5d2524043"},{"holder":"inspector","public":"e809ee02b3d0d79c63a3cd27b15bcb9fcfe4369c5cfcaaf2f99d57527fca6b3c"},{"holder":"office","public":"28a7934581ca2ad685ee957f39c72aed6c0b9c9ba63b3e8b0268fea6b903671c"}]}');
INSERT INTO "ledger_payload" VALUES(30,'700e7498cef0d2d0084fae7ec93bf1b177fc486790b681c864299beb6fc27a12','{"by":"王","facts":{"packets":3,"readers":3,"tasks":3},"records":[["review_group","[\"g2\"]","f928a93c1e7d7214d3bc8eced9595543ab8c42122c194a7bab63616a3bbc3353",null],["review_reader","[\"g2\",\"R18ECSF\"]","da2d8a971120e015e2e5aa2ae94ed0eb3285ccce1a7c856487d8d8621d76c844",null],["review_reader","[\"g2\",\"RKMXVA2\"]","2c880729a7e142df0273ee8b7ea6aced8b9ff68cbefe1ed3a29bf7c2e3627d98",null],["review_reader","[\"g2\",\"RP70N0Q\"]","01d4ee1cd84fa1643df57957ea1c50d3dbb576d3bbd4ad2fffcd6539b5627edc",null],["review_task","[\"g2\",\"0000-0001\",\"RKMXVA2\"]","2ef59ab951e6d4a8a7c9cce493bfdd1184b649a9e72f14a2780415c652a5a775",null],["review_task","[\"g2\",\"4821-3907\",\"RKMXVA2\"]","7d6e9d14ecf671dcc072fb8916732db67093a5917e4f4d17a681f493c216c616",null],["review_task","[\"g2\",\"9999-0000\",\"RP70N0Q\"]","1e54593156df34d025eab62e058cdd5f828e35c42ac862bbf244bb64332261e4",null]]}');
INSERT INTO "ledger_payload" VALUES(31,'e2770c281e510bf66e148637ee28eb7638d8794d6ef10bfbf30470c656245cf3','{"by":"王","facts":{"custody":"reader","reader":"REP9JGB"},"records":[["reader_key","[\"g1\",\"5482b6adc73d9c1f908bc2ea39b3219d0688408cb9e222bc0ab49c4d0ce74f6c\",\"REP9JGB\"]","658764b7b972c4d272bdc00f80701db8d4afbfe4b638abe0cabaa6a4ef47ed29",null]]}');
INSERT INTO "ledger_payload" VALUES(32,'398a504505c5603a9aa6a35e23b3a48fc0f21b326348627870ce560185c6f6a7','{"by":"王","facts":{"key":"5482b6adc73d9c1f908bc2ea39b3219d0688408cb9e222bc0ab49c4d0ce74f6c","reader":"REP9JGB"},"records":[["reader_key","[\"g1\",\"5482b6adc73d9c1f908bc2ea39b3219d0688408cb9e222bc0ab49c4d0ce74f6c\",\"REP9JGB\"]","c568f1de1326088615a337a1df7dcae68e1a05f683a34782f1d850c6320ae230","658764b7b972c4d272bdc00f80701db8d4afbfe4b638abe0cabaa6a4ef47ed29"]]}');
INSERT INTO "ledger_payload" VALUES(33,'a85d2e6380af9054a7df31e391f8bc81fe1f8db1f38fdbce77093ded5e3bda28','{"by":"王","facts":{"barred":[],"drawn":[{"cause":"wide-apart","packet":"9999-0000","reader":"RS1B8C4"}],"loads":[{"packets":1,"reader":"R4YBC2T"},{"packets":2,"reader":"REP9JGB"},{"packets":0,"reader":"RS1B8C4"}],"round":1},"records":[["review_task","[\"g1\",\"9999-0000\",\"RS1B8C4\"]","a52bb9c61c546cc336b020d6f03432df35efca23244f55d4c2ca8c29016f2d90",null]]}');
INSERT INTO "ledger_payload" VALUES(34,'721c51507fc3b27146d002d5287c816adb3eff63652175c750dc2d484f514b67','{"format":"expertpool-scores-closed/1","group":"g1","missing":4,"rubric":"0f6eb875003fb39bb13400ff7fe701e97bf99a9e282ea66643c5986258e89e69","sheets":[]}');
INSERT INTO "ledger_payload" VALUES(35,'7487cb0fafb74832354f8efe1ed7df2ae6b0c8b8e228146d304590111b8032ee','{"by":"王","facts":{"missing":4,"round":1},"records":[["score_closing","[\"g1\",1]","e7bdbf53f1847a5185dc7a81224d866d43b256f24ddde09d9f7bbd6606cec7d4",null]]}');
INSERT INTO "ledger_payload" VALUES(36,'1f7a63ed4ffb025231d9bcb5760085cdc18c4049da00b6fe86e9e9d6d855a047','{"by":"王","facts":{"digest":"00","round":1,"sheets":0},"records":[]}');
INSERT INTO "ledger_payload" VALUES(37,'a87d49876f14ed9b090a861529a90ade51df521bf1112b2823a867478710b229','{"codenames":["0000-0001"],"format":"expertpool-unsealing/1","manifest":"0000000000000000000000000000000000000000000000000000000000000000","nonce":"00000000000000000000000000000000","purpose":"complaint","requester":"王","vault":"00000000000000000000000000000000"}');
INSERT INTO "ledger_payload" VALUES(38,'4293bb0bdfc225fc0792e41ac84f8c3d758feb1e3b04dd4b4253da4108246c33','{"by":"王","facts":{"purpose":"complaint","records":1},"records":[["unsealing","[\"89b00f736f9c74fd3fd37b16bdd92857a0630c508f71c246f5d1f9ce6ab1b9da\"]","8714c5356d0f5ae1b1adbcd383cb1145b99753857a695175e6bc06e18d324875",null]]}');
INSERT INTO "ledger_payload" VALUES(39,'73c5ab9f1c1f34dc89922c4e421dc8c43a2d30baeba664b3500c2d7220d6d27a','{"by":"王","facts":{"off":["2027-01-01"],"source":"the notice","worked":[],"year":2027},"records":[["calendar_year","[2027]","5121449652170e4e5fbfb3b6b48efbc973bd28022aa8a8c385a4c192ff4afb66",null]]}');
INSERT INTO "ledger_payload" VALUES(40,'031059ada0579231be50e7fd4e0ab9a1642acaa29b1b56d1a1fc6929212050d6','{"kind":"committee-compliance","replaces":null,"report":"6408dd40e5e9391145541bad55dbaaaba62df1c1515879256d307695b35caad0"}');
INSERT INTO "ledger_payload" VALUES(41,'fa7ce43f4182d4c38497f0e552d609679aaa094f88100cf05419fb11414a9f69','{"by":"王","facts":{"candidates":1,"members":2,"number":4},"records":[["meeting","[4]","459cf8cc7f118389333683a507d2fdfee06942f816e66cf495d004c17993373b",null]]}');
INSERT INTO "ledger_payload" VALUES(42,'c0eaaabed008a29a8c6033a1c37f81b571f6f1fca0fc284dd5958a41746c41d0','{"by":"王","facts":{"candidates":1,"meeting":4,"number":1,"passed":1},"records":[["ranking","[1]","56e0b538388c45d7b06433faabd45823349d51096391f93079e888cba069aa2d",null]]}');
INSERT INTO "ledger_payload" VALUES(43,'805d7075794632d4e3591dd09c3fc0596b4cbc88fe1b6d65f0de68edf89a79cd','{"by":"王","facts":{"candidates":1,"members":2,"number":5},"records":[["meeting","[5]","f388a58067db87a11272ab4125faf78e0281534876378cc9f72dfd9d0e537d69",null]]}');
INSERT INTO "ledger_payload" VALUES(44,'8837b9bedf725ec2cf6f889c2e8a04be0a25520de5c9b967d4220f48669be123','{"by":"王","facts":{"candidates":1,"meeting":5,"number":1,"passed":1},"records":[["ranking","[2]","ce38025a35cf4c9a9503dac3ce26cd944f25c9df19a5064810db4a41a4d53e3a",null]]}');
INSERT INTO "ledger_payload" VALUES(45,'d749dcf902fb45eb38d0ab536d34aef7dd97589abc580d9bb3d61eb78f0079e1','{"by":"王","facts":{"ends_on":"2025-08-25","lines":1,"list":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","posted_on":"2025-08-18"},"records":[["publicity","[1]","0139c2794511c72e46006bc70585eb61338fb8461dc1289194ba685d7813d581",null]]}');
INSERT INTO "ledger_payload" VALUES(46,'aca712a8b274b9b49b2658e09cd3bcf00727137de42644f464003ecf68f7762a','{"by":"王","facts":{"candidates":1,"members":2,"number":6},"records":[["meeting","[6]","43ead9e0e682ebfa92831ab9a08791fbc0043c0088bd3ef7b7cd23cb2f78e0a0",null]]}');
INSERT INTO "ledger_payload" VALUES(47,'7c16cda8e02916e28f6789631b8fffd8a52f7a766ac54ae734e2660e52f981e0','{"by":"王","facts":{"candidates":1,"meeting":6,"number":1,"passed":1},"records":[["ranking","[3]","a2b3f122f777ffae741760b5b6f594cd2bae2acabd18a5e6b16eec6adff2f078",null]]}');
INSERT INTO "ledger_payload" VALUES(48,'80ebb58a8f791dc183f1abc13ba0ddebc8d35844041ea7cc1968a45704f3ef35','{"by":"王","facts":{"ends_on":"2025-08-25","lines":1,"list":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","posted_on":"2025-08-18"},"records":[["publicity","[2]","9b52f27db99160b94dafa3f2de8dffe0807dbe95e9d804d144ffa84e03327905",null]]}');
INSERT INTO "ledger_payload" VALUES(49,'bb9bd12e9c43fbc90b7a5d5002c3b655b80e483ed26fc1cd3a227a8b795c3165','{"by":"王","facts":{"kind":"reviewing","late":false,"received_on":"2025-08-20"},"records":[["complaint","[1]","27c933dc10114fdfa164a12d3f42c81998f105f59fdcdd5ffe4225193b54377d",null]]}');
INSERT INTO "ledger_payload" VALUES(50,'58eedadc0c59a0e2667a22336c35148ff6c4e5a818b8871412e5398ba3debdc9','{"by":"王","facts":{"candidates":1,"members":2,"number":7},"records":[["meeting","[7]","75d61a3395d0e16caa1f7cb33922e6de482e05be1132fecc0d7ee567376566c4",null]]}');
INSERT INTO "ledger_payload" VALUES(51,'821bdb15a5dd8a6c9e0520c431c286b5716aeb41929fd149616e7488f4d9b503','{"by":"王","facts":{"candidates":1,"meeting":7,"number":1,"passed":1},"records":[["ranking","[4]","0c4ae48f3db28138466645102ab2f4fd26259a7c6994a2f50141c9d5d234209f",null]]}');
INSERT INTO "ledger_payload" VALUES(52,'253ba68ead13ddb79099e42bce610bd8f754744cea721eae40974168a6b90de9','{"by":"王","facts":{"ends_on":"2025-08-25","lines":1,"list":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","posted_on":"2025-08-18"},"records":[["publicity","[3]","d6649ec9259c3a458ed517c255c1711b301349beae5e3a96f425481fa0798062",null]]}');
INSERT INTO "ledger_payload" VALUES(53,'f975968c384a4d0008ba048398b4cac05b24eb382f51657bf5e0e36431b36215','{"by":"王","facts":{"kind":"reviewing","late":false,"received_on":"2025-08-20"},"records":[["complaint","[2]","72456e77b83cf93540fa48ffb5e6cf1c1f09d77a82915e5c6a89f9d86d5d106e",null]]}');
INSERT INTO "ledger_payload" VALUES(54,'469639e687ee4e31f658e2b2dcef7740fb725d6396ba2ebe28adf36345edba2f','{"by":"王","facts":{"answered_on":"2025-08-21","finding":"unfounded","kind":"reviewing"},"records":[["complaint","[2]","3783d1e4a91f5f2610e32225e100c28bd098e39a3cca54a5213efcd6cf27a20a","72456e77b83cf93540fa48ffb5e6cf1c1f09d77a82915e5c6a89f9d86d5d106e"]]}');
INSERT INTO "ledger_payload" VALUES(55,'5f732af5090ec8d059d57d169c95eb59de61a55959e8a89b3dc6fe9d55f3d389','{"by":"王","facts":{"candidates":1,"members":2,"number":8},"records":[["meeting","[8]","4108a20f7dad0e69a69dccfbc5393f019d89cc38684031e7cae698ecb22d0051",null]]}');
INSERT INTO "ledger_payload" VALUES(56,'a62535d625540c17a76caf17174005adcc2991eaa0546ec05f76d8c3eee1c5ba','{"by":"王","facts":{"candidates":1,"meeting":8,"number":1,"passed":1},"records":[["ranking","[5]","71355b77e61a3b12885f36fadc90860681158db3bc7020477941e8484992980e",null]]}');
INSERT INTO "ledger_payload" VALUES(57,'bd1d7c5fe24e26242a0cdb6b43fdb2d07db13ee7a4caf18e8b3515280c6b8a8d','{"by":"王","facts":{"ends_on":"2025-08-25","lines":1,"list":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","posted_on":"2025-08-18"},"records":[["publicity","[4]","01f32f53090ced1fbe055326549fdfdd7d06541961c9bf5cb63b12e9fdeed4e8",null]]}');
INSERT INTO "ledger_payload" VALUES(58,'3d821bdcadd0dfa8af5563145c0793ce816008caa8fba443ed8e9fbf2404da95','{"by":"王","facts":{"confirmed_on":"2025-08-26","left_out":0,"passed":1,"roster":"00"},"records":[["publicity","[4]","f047f9dee0f640287f44d0669f14ec8b42047a59898b0044b93264a54af7f1bf","01f32f53090ced1fbe055326549fdfdd7d06541961c9bf5cb63b12e9fdeed4e8"]]}');
CREATE TABLE meeting (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	committee_id INTEGER NOT NULL, 
	panel_id INTEGER, 
	number INTEGER NOT NULL, 
	held_on DATE NOT NULL, 
	seats INTEGER NOT NULL, 
	committee_file TEXT NOT NULL, 
	people TEXT NOT NULL, 
	called_at VARCHAR(40) NOT NULL, 
	verdicts JSON, 
	frozen_at VARCHAR(40), 
	CONSTRAINT fk_meeting_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id), 
	CONSTRAINT fk_meeting_panel_id FOREIGN KEY(panel_id) REFERENCES panel (id), 
	CONSTRAINT uq_meeting_committee_id_number UNIQUE (committee_id, number)
);
INSERT INTO "meeting" VALUES(1,1,NULL,1,'2025-08-15',2,'name = "甲评委会"
year = 2025
series = "工程"
level = "中级"
seats = 2
meeting = 2025-08-15
','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}','2025-06-01T09:00:00+08:00','null',NULL);
INSERT INTO "meeting" VALUES(2,1,NULL,2,'2025-08-15',2,'name = "甲评委会"
year = 2025
series = "工程"
level = "中级"
seats = 2
meeting = 2025-08-15
','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}','2025-06-01T09:00:00+08:00','[]','2025-06-01T09:00:00+08:00');
INSERT INTO "meeting" VALUES(3,1,NULL,3,'2025-08-15',2,'name = "甲评委会"
year = 2025
series = "工程"
level = "中级"
seats = 2
meeting = 2025-08-15
','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}','2025-06-01T09:00:00+08:00','null',NULL);
INSERT INTO "meeting" VALUES(4,1,NULL,4,'2025-08-15',2,'name = "甲评委会"
year = 2025
series = "工程"
level = "中级"
seats = 2
meeting = 2025-08-15
','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}','2025-06-01T09:00:00+08:00','null',NULL);
INSERT INTO "meeting" VALUES(5,1,NULL,5,'2025-08-15',2,'name = "甲评委会"
year = 2025
series = "工程"
level = "中级"
seats = 2
meeting = 2025-08-15
','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}','2025-06-01T09:00:00+08:00','null',NULL);
INSERT INTO "meeting" VALUES(6,1,NULL,6,'2025-08-15',2,'name = "甲评委会"
year = 2025
series = "工程"
level = "中级"
seats = 2
meeting = 2025-08-15
','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}','2025-06-01T09:00:00+08:00','null',NULL);
INSERT INTO "meeting" VALUES(7,1,NULL,7,'2025-08-15',2,'name = "甲评委会"
year = 2025
series = "工程"
level = "中级"
seats = 2
meeting = 2025-08-15
','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}','2025-06-01T09:00:00+08:00','null',NULL);
INSERT INTO "meeting" VALUES(8,1,NULL,8,'2025-08-15',2,'name = "甲评委会"
year = 2025
series = "工程"
level = "中级"
seats = 2
meeting = 2025-08-15
','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}','2025-06-01T09:00:00+08:00','null',NULL);
CREATE TABLE meeting_candidate (
	meeting_id INTEGER NOT NULL, 
	codename VARCHAR NOT NULL, 
	group_name VARCHAR NOT NULL, 
	place INTEGER NOT NULL, 
	CONSTRAINT pk_meeting_candidate PRIMARY KEY (meeting_id, codename), 
	CONSTRAINT fk_meeting_candidate_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id)
);
INSERT INTO "meeting_candidate" VALUES(1,'1111-2222','综合',1);
INSERT INTO "meeting_candidate" VALUES(2,'1111-2222','综合',1);
INSERT INTO "meeting_candidate" VALUES(3,'1111-2222','综合',1);
INSERT INTO "meeting_candidate" VALUES(4,'1111-2222','综合',1);
INSERT INTO "meeting_candidate" VALUES(5,'1111-2222','综合',1);
INSERT INTO "meeting_candidate" VALUES(6,'1111-2222','综合',1);
INSERT INTO "meeting_candidate" VALUES(7,'1111-2222','综合',1);
INSERT INTO "meeting_candidate" VALUES(8,'1111-2222','综合',1);
CREATE TABLE meeting_member (
	meeting_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	expert_no VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	present BOOLEAN, 
	pledged_on DATE, 
	replaces VARCHAR, 
	CONSTRAINT pk_meeting_member PRIMARY KEY (meeting_id, code), 
	CONSTRAINT fk_meeting_member_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT uq_meeting_member_meeting_id_expert_no UNIQUE (meeting_id, expert_no)
);
INSERT INTO "meeting_member" VALUES(1,'M01','E0001','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(1,'M02','E0002','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(2,'M01','E0001','member',1,NULL,NULL);
INSERT INTO "meeting_member" VALUES(2,'M02','E0002','member',1,NULL,NULL);
INSERT INTO "meeting_member" VALUES(3,'M01','E0001','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(3,'M02','E0002','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(4,'M01','E0001','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(4,'M02','E0002','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(5,'M01','E0001','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(5,'M02','E0002','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(6,'M01','E0001','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(6,'M02','E0002','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(7,'M01','E0001','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(7,'M02','E0002','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(8,'M01','E0001','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(8,'M02','E0002','member',NULL,NULL,NULL);
CREATE TABLE meeting_recusal (
	meeting_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	codename VARCHAR NOT NULL, 
	ground VARCHAR NOT NULL, 
	CONSTRAINT pk_meeting_recusal PRIMARY KEY (meeting_id, code, codename), 
	CONSTRAINT fk_meeting_recusal_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id)
);
INSERT INTO "meeting_recusal" VALUES(2,'M01','1111-2222','师生');
CREATE TABLE misconduct (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	expert_id INTEGER NOT NULL, 
	happened_on DATE NOT NULL, 
	what VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	recorded_at VARCHAR(40) NOT NULL, 
	lifted_because VARCHAR, 
	lifted_by VARCHAR, 
	lifted_at VARCHAR(40), 
	CONSTRAINT fk_misconduct_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "misconduct" VALUES(1,1,'2025-06-01','泄密','王','2025-06-01T09:00:00+08:00','查无实据','王','2025-06-01T09:00:00+08:00');
INSERT INTO "misconduct" VALUES(2,2,'2025-06-01','说情','王','2025-06-01T09:00:00+08:00',NULL,NULL,NULL);
CREATE TABLE one_time_code (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	code VARCHAR NOT NULL, 
	account_id INTEGER NOT NULL, 
	way VARCHAR NOT NULL, 
	issued_at VARCHAR(40) NOT NULL, 
	issued_by VARCHAR NOT NULL, 
	expires_at VARCHAR(40) NOT NULL, 
	ended_at VARCHAR(40), 
	CONSTRAINT fk_one_time_code_account_id FOREIGN KEY(account_id) REFERENCES account (id)
);
CREATE TABLE panel (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	draw_id INTEGER NOT NULL, 
	CONSTRAINT fk_panel_draw_id FOREIGN KEY(draw_id) REFERENCES draw (id), 
	CONSTRAINT uq_panel_draw_id UNIQUE (draw_id)
);
INSERT INTO "panel" VALUES(1,1);
CREATE TABLE personal_event (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	account_id INTEGER NOT NULL, 
	what VARCHAR NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	"by" VARCHAR NOT NULL, 
	device VARCHAR NOT NULL, 
	CONSTRAINT fk_personal_event_account_id FOREIGN KEY(account_id) REFERENCES account (id)
);
CREATE TABLE pledge (
	expert_id INTEGER NOT NULL, 
	season INTEGER NOT NULL, 
	signed_on DATE NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	recorded_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_pledge PRIMARY KEY (expert_id, season), 
	CONSTRAINT fk_pledge_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "pledge" VALUES(1,2025,'2025-06-01','王','2025-06-01T09:00:00+08:00');
CREATE TABLE pool_lock (
	id INTEGER NOT NULL, 
	mark VARCHAR NOT NULL, 
	CONSTRAINT pk_pool_lock PRIMARY KEY (id)
);
INSERT INTO "pool_lock" VALUES(1,'6f6465b60bc7ac511400e69b6f3eaf53923fdbf268098b03936b43651a9c8b9e');
CREATE TABLE publicity (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	ranking_id INTEGER NOT NULL, 
	posted_on DATE NOT NULL, 
	ends_on DATE NOT NULL, 
	steps JSON NOT NULL, 
	list_text TEXT NOT NULL, 
	codenames JSON NOT NULL, 
	posted_by VARCHAR NOT NULL, 
	entered_at VARCHAR(40) NOT NULL, 
	confirmed_on DATE, 
	roster VARCHAR, 
	CONSTRAINT fk_publicity_ranking_id FOREIGN KEY(ranking_id) REFERENCES ranking (id), 
	CONSTRAINT uq_publicity_ranking_id UNIQUE (ranking_id)
);
INSERT INTO "publicity" VALUES(1,2,'2025-08-18','2025-08-25','[{"day": "2025-08-25", "why": "weekday", "number": 5}]','{}','["1111-2222"]','王','2025-06-01T09:00:00+08:00',NULL,NULL);
INSERT INTO "publicity" VALUES(2,3,'2025-08-18','2025-08-25','[{"day": "2025-08-25", "why": "weekday", "number": 5}]','{}','["1111-2222"]','王','2025-06-01T09:00:00+08:00',NULL,NULL);
INSERT INTO "publicity" VALUES(3,4,'2025-08-18','2025-08-25','[{"day": "2025-08-25", "why": "weekday", "number": 5}]','{}','["1111-2222"]','王','2025-06-01T09:00:00+08:00',NULL,NULL);
INSERT INTO "publicity" VALUES(4,5,'2025-08-18','2025-08-25','[{"day": "2025-08-25", "why": "weekday", "number": 5}]','{}','["1111-2222"]','王','2025-06-01T09:00:00+08:00','2025-08-26','00');
CREATE TABLE ranking (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	meeting_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	held_on DATE NOT NULL, 
	places JSON NOT NULL, 
	names VARCHAR, 
	made_by VARCHAR NOT NULL, 
	made_at VARCHAR(40) NOT NULL, 
	CONSTRAINT fk_ranking_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT uq_ranking_meeting_id_number UNIQUE (meeting_id, number)
);
INSERT INTO "ranking" VALUES(1,4,1,'2025-08-15','{}',NULL,'王','2025-06-01T09:00:00+08:00');
INSERT INTO "ranking" VALUES(2,5,1,'2025-08-15','{}',NULL,'王','2025-06-01T09:00:00+08:00');
INSERT INTO "ranking" VALUES(3,6,1,'2025-08-15','{}',NULL,'王','2025-06-01T09:00:00+08:00');
INSERT INTO "ranking" VALUES(4,7,1,'2025-08-15','{}',NULL,'王','2025-06-01T09:00:00+08:00');
INSERT INTO "ranking" VALUES(5,8,1,'2025-08-15','{}',NULL,'王','2025-06-01T09:00:00+08:00');
CREATE TABLE reader_key (
	group_id VARCHAR NOT NULL, 
	key_id VARCHAR NOT NULL, 
	reader VARCHAR NOT NULL, 
	alg VARCHAR NOT NULL, 
	public VARCHAR NOT NULL, 
	seal VARCHAR, 
	custody VARCHAR NOT NULL, 
	pinned_at VARCHAR(40) NOT NULL, 
	revoked_at VARCHAR(40), 
	CONSTRAINT pk_reader_key PRIMARY KEY (group_id, key_id, reader), 
	CONSTRAINT fk_reader_key_reader FOREIGN KEY(group_id, reader) REFERENCES review_reader (group_id, code)
);
INSERT INTO "reader_key" VALUES('g1','5482b6adc73d9c1f908bc2ea39b3219d0688408cb9e222bc0ab49c4d0ce74f6c','REP9JGB','p256','047431b18f055ac873b1eb7d74d8716ad1e3df06908b00cc2f901153f8eb6428184867c0fdab339c6c490a39ae704d29b5b4c2f1244350a29059622cf49b421155',NULL,'reader','2025-06-01T09:00:00+08:00','2025-06-01T09:00:00+08:00');
CREATE TABLE recognition (
	assignment_id VARCHAR NOT NULL, 
	codename VARCHAR NOT NULL, 
	expert_no VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	recorded_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_recognition PRIMARY KEY (assignment_id, codename, expert_no), 
	CONSTRAINT fk_recognition_assignment_id FOREIGN KEY(assignment_id) REFERENCES assignment (id)
);
INSERT INTO "recognition" VALUES('01','0000-0001','E1','王','2025-06-01T09:00:00+08:00');
CREATE TABLE recusal (
	expert_id INTEGER NOT NULL, 
	unit VARCHAR NOT NULL, 
	CONSTRAINT pk_recusal PRIMARY KEY (expert_id, unit), 
	CONSTRAINT fk_recusal_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "recusal" VALUES(2,'云岭矿业集团');
INSERT INTO "recusal" VALUES(1,'云岭矿业集团');
INSERT INTO "recusal" VALUES(3,'云岭矿业集团');
CREATE TABLE result (
	ranking_id INTEGER NOT NULL, 
	codename VARCHAR NOT NULL, 
	group_id VARCHAR NOT NULL, 
	place INTEGER, 
	score VARCHAR, 
	scores JSON NOT NULL, 
	above BOOLEAN, 
	ballot JSON, 
	count_number INTEGER, 
	standing VARCHAR NOT NULL, 
	CONSTRAINT pk_result PRIMARY KEY (ranking_id, codename), 
	CONSTRAINT fk_result_group_id FOREIGN KEY(group_id) REFERENCES review_group (id), 
	CONSTRAINT fk_result_ranking_id FOREIGN KEY(ranking_id) REFERENCES ranking (id)
);
INSERT INTO "result" VALUES(1,'1111-2222','g1',NULL,NULL,'["80.00"]',NULL,'null',NULL,'in');
INSERT INTO "result" VALUES(2,'1111-2222','g1',NULL,NULL,'["80.00"]',NULL,'null',NULL,'in');
INSERT INTO "result" VALUES(3,'1111-2222','g1',NULL,NULL,'["80.00"]',NULL,'null',NULL,'in');
INSERT INTO "result" VALUES(4,'1111-2222','g1',NULL,NULL,'["80.00"]',NULL,'null',NULL,'in');
INSERT INTO "result" VALUES(5,'1111-2222','g1',NULL,NULL,'["80.00"]',NULL,'null',NULL,'in');
CREATE TABLE review_group (
	id VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	rubric TEXT NOT NULL, 
	"plan" TEXT NOT NULL, 
	trustees JSON NOT NULL, 
	seed VARCHAR NOT NULL, 
	assignment VARCHAR NOT NULL, 
	opened_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_review_group PRIMARY KEY (id)
);
INSERT INTO "review_group" VALUES('g1','冶金高级组','{"code":"engineering-senior","format":"expertpool-rubric/1","indicators":[{"anchors":[{"at":9000,"says":"能独立解决复杂问题"}],"code":"ability","title":"专业能力","weight":40},{"anchors":[],"code":"results","title":"业绩成果","weight":40},{"anchors":[],"code":"ethics","title":"职业道德","weight":20}],"longest":{"comment":1000,"reason":300},"scale":{"grades":[],"highest":10000,"lowest":0,"reason_from":9500,"reason_to":4000,"step":50},"title":"工程系列高级","version":1}','{"method":"plain-mean/1"}','{"hrss": "4b78c04dc3ed15ca770a6100ebd94361f90d21195e37792ff1a50cb5d2524043", "inspector": "e809ee02b3d0d79c63a3cd27b15bcb9fcfe4369c5cfcaaf2f99d57527fca6b3c", "office": "28a7934581ca2ad685ee957f39c72aed6c0b9c9ba63b3e8b0268fea6b903671c"}','0505050505050505050505050505050505050505050505050505050505050505','0000000000000000000000000000000000000000000000000000000000000000','2025-06-01T09:00:00+08:00');
INSERT INTO "review_group" VALUES('g2','冶金高级组','{"code":"engineering-senior","format":"expertpool-rubric/1","indicators":[{"anchors":[{"at":9000,"says":"能独立解决复杂问题"}],"code":"ability","title":"专业能力","weight":40},{"anchors":[],"code":"results","title":"业绩成果","weight":40},{"anchors":[],"code":"ethics","title":"职业道德","weight":20}],"longest":{"comment":1000,"reason":300},"scale":{"grades":[],"highest":10000,"lowest":0,"reason_from":9500,"reason_to":4000,"step":50},"title":"工程系列高级","version":1}','{"method":"plain-mean/1"}','{"hrss": "4b78c04dc3ed15ca770a6100ebd94361f90d21195e37792ff1a50cb5d2524043", "inspector": "e809ee02b3d0d79c63a3cd27b15bcb9fcfe4369c5cfcaaf2f99d57527fca6b3c", "office": "28a7934581ca2ad685ee957f39c72aed6c0b9c9ba63b3e8b0268fea6b903671c"}','0505050505050505050505050505050505050505050505050505050505050505','0000000000000000000000000000000000000000000000000000000000000000','2025-06-01T09:00:00+08:00');
CREATE TABLE review_packet (
	group_id VARCHAR NOT NULL, 
	codename VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	CONSTRAINT pk_review_packet PRIMARY KEY (group_id, codename), 
	CONSTRAINT fk_review_packet_group_id FOREIGN KEY(group_id) REFERENCES review_group (id)
);
INSERT INTO "review_packet" VALUES('g1','0000-0001','0202020202020202020202020202020202020202020202020202020202020202');
INSERT INTO "review_packet" VALUES('g1','4821-3907','0101010101010101010101010101010101010101010101010101010101010101');
INSERT INTO "review_packet" VALUES('g1','9999-0000','0303030303030303030303030303030303030303030303030303030303030303');
INSERT INTO "review_packet" VALUES('g2','0000-0001','0202020202020202020202020202020202020202020202020202020202020202');
INSERT INTO "review_packet" VALUES('g2','4821-3907','0101010101010101010101010101010101010101010101010101010101010101');
INSERT INTO "review_packet" VALUES('g2','9999-0000','0303030303030303030303030303030303030303030303030303030303030303');
CREATE TABLE review_reader (
	group_id VARCHAR NOT NULL, 
	code VARCHAR NOT NULL, 
	expert_no VARCHAR NOT NULL, 
	CONSTRAINT pk_review_reader PRIMARY KEY (group_id, code), 
	CONSTRAINT fk_review_reader_group_id FOREIGN KEY(group_id) REFERENCES review_group (id), 
	CONSTRAINT uq_review_reader_group_id_expert_no UNIQUE (group_id, expert_no)
);
INSERT INTO "review_reader" VALUES('g1','R4YBC2T','E0002');
INSERT INTO "review_reader" VALUES('g1','REP9JGB','E0001');
INSERT INTO "review_reader" VALUES('g1','RS1B8C4','E0003');
INSERT INTO "review_reader" VALUES('g2','R18ECSF','E0003');
INSERT INTO "review_reader" VALUES('g2','RKMXVA2','E0001');
INSERT INTO "review_reader" VALUES('g2','RP70N0Q','E0002');
CREATE TABLE review_task (
	group_id VARCHAR NOT NULL, 
	codename VARCHAR NOT NULL, 
	reader VARCHAR NOT NULL, 
	round INTEGER NOT NULL, 
	turn INTEGER NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_review_task PRIMARY KEY (group_id, codename, reader), 
	CONSTRAINT fk_review_task_group_id FOREIGN KEY(group_id) REFERENCES review_group (id)
);
INSERT INTO "review_task" VALUES('g1','0000-0001','REP9JGB',1,1,0);
INSERT INTO "review_task" VALUES('g1','4821-3907','REP9JGB',1,1,0);
INSERT INTO "review_task" VALUES('g1','9999-0000','R4YBC2T',1,1,0);
INSERT INTO "review_task" VALUES('g2','0000-0001','RKMXVA2',1,1,0);
INSERT INTO "review_task" VALUES('g2','4821-3907','RKMXVA2',1,1,0);
INSERT INTO "review_task" VALUES('g2','9999-0000','RP70N0Q',1,1,0);
INSERT INTO "review_task" VALUES('g1','9999-0000','RS1B8C4',1,2,0);
CREATE TABLE roster (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	digest VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	frozen_at VARCHAR(40) NOT NULL, 
	last_batch INTEGER, 
	CONSTRAINT fk_roster_digest FOREIGN KEY(digest) REFERENCES roster_content (digest), 
	CONSTRAINT fk_roster_last_batch FOREIGN KEY(last_batch) REFERENCES import_batch (id)
);
INSERT INTO "roster" VALUES(1,'2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c','a.xlsx','2025-06-01T09:00:00+08:00',2);
INSERT INTO "roster" VALUES(2,'2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c','a.xlsx','2025-06-01T09:00:00+08:00',3);
CREATE TABLE roster_content (
	digest VARCHAR NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_roster_content PRIMARY KEY (digest)
);
INSERT INTO "roster_content" VALUES('2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第3研究院","employer_kind":"事业单位","expert_no":"E0003","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张3","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}');
CREATE TABLE score_closing (
	group_id VARCHAR NOT NULL, 
	round INTEGER NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_score_closing PRIMARY KEY (group_id, round), 
	CONSTRAINT fk_score_closing_group_id FOREIGN KEY(group_id) REFERENCES review_group (id)
);
INSERT INTO "score_closing" VALUES('g1',1,'{"format":"expertpool-scores-closed/1","group":"g1","missing":4,"rubric":"0f6eb875003fb39bb13400ff7fe701e97bf99a9e282ea66643c5986258e89e69","sheets":[]}');
CREATE TABLE sealed_scoresheet (
	hash VARCHAR NOT NULL, 
	group_id VARCHAR NOT NULL, 
	round INTEGER NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_sealed_scoresheet PRIMARY KEY (hash), 
	CONSTRAINT fk_sealed_scoresheet_group_id FOREIGN KEY(group_id) REFERENCES review_group (id)
);
CREATE TABLE seat (
	panel_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	place INTEGER NOT NULL, 
	expert_no VARCHAR NOT NULL, 
	CONSTRAINT pk_seat PRIMARY KEY (panel_id, kind, place), 
	CONSTRAINT fk_seat_panel_id FOREIGN KEY(panel_id) REFERENCES panel (id), 
	CONSTRAINT uq_seat_panel_id_expert_no UNIQUE (panel_id, expert_no)
);
INSERT INTO "seat" VALUES(1,'member',1,'E0001');
INSERT INTO "seat" VALUES(1,'member',2,'E0002');
CREATE TABLE service (
	expert_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	committee VARCHAR NOT NULL, 
	CONSTRAINT pk_service PRIMARY KEY (expert_id, year, committee), 
	CONSTRAINT fk_service_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "service" VALUES(2,2022,'');
INSERT INTO "service" VALUES(2,2024,'');
INSERT INTO "service" VALUES(1,2022,'');
INSERT INTO "service" VALUES(1,2024,'');
INSERT INTO "service" VALUES(3,2022,'');
INSERT INTO "service" VALUES(3,2024,'');
CREATE TABLE sign_in (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	token VARCHAR NOT NULL, 
	account_id INTEGER NOT NULL, 
	device VARCHAR NOT NULL, 
	began_at VARCHAR(40) NOT NULL, 
	seen_at VARCHAR(40) NOT NULL, 
	ended_at VARCHAR(40), 
	ended_why VARCHAR, 
	totp_step INTEGER, 
	weaker BOOLEAN NOT NULL, 
	CONSTRAINT fk_sign_in_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT uq_sign_in_token UNIQUE (token)
);
CREATE TABLE tenure (
	expert_id INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	starts_on DATE, 
	ends_on DATE, 
	CONSTRAINT pk_tenure PRIMARY KEY (expert_id, ordinal), 
	CONSTRAINT fk_tenure_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "tenure" VALUES(2,0,'2024-01-01','2026-12-31');
INSERT INTO "tenure" VALUES(1,0,'2024-01-01','2026-12-31');
INSERT INTO "tenure" VALUES(3,0,'2024-01-01','2026-12-31');
CREATE TABLE unit (
	name VARCHAR NOT NULL, 
	affiliate_of VARCHAR, 
	CONSTRAINT pk_unit PRIMARY KEY (name), 
	CONSTRAINT fk_unit_affiliate_of FOREIGN KEY(affiliate_of) REFERENCES unit (name)
);
INSERT INTO "unit" VALUES('研究院',NULL);
INSERT INTO "unit" VALUES('检测中心',NULL);
INSERT INTO "unit" VALUES('杂志社','研究院');
CREATE TABLE unsealing (
	request VARCHAR NOT NULL, 
	content TEXT NOT NULL, 
	count INTEGER, 
	outcome VARCHAR, 
	CONSTRAINT pk_unsealing PRIMARY KEY (request)
);
INSERT INTO "unsealing" VALUES('89b00f736f9c74fd3fd37b16bdd92857a0630c508f71c246f5d1f9ce6ab1b9da','{"codenames":["0000-0001"],"format":"expertpool-unsealing/1","manifest":"0000000000000000000000000000000000000000000000000000000000000000","nonce":"00000000000000000000000000000000","purpose":"complaint","requester":"王","vault":"00000000000000000000000000000000"}',NULL,NULL);
CREATE TABLE waiver (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	rule_id VARCHAR NOT NULL, 
	expert_id INTEGER, 
	committee_id INTEGER, 
	reason VARCHAR NOT NULL, 
	approver VARCHAR NOT NULL, 
	granted_at VARCHAR(40) NOT NULL, 
	CONSTRAINT ck_waiver_for_somebody CHECK (expert_id IS NOT NULL OR committee_id IS NOT NULL), 
	CONSTRAINT fk_waiver_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id), 
	CONSTRAINT fk_waiver_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "waiver" VALUES(1,'rest',1,NULL,'缺人','赵','2025-06-01T09:00:00+08:00');
CREATE INDEX ix_expert_expert_no ON expert (expert_no);
CREATE UNIQUE INDEX uq_expert_expert_no_listed ON expert (expert_no) WHERE listed;
CREATE UNIQUE INDEX uq_expert_id_number_hash_listed ON expert (id_number_hash) WHERE listed;
CREATE INDEX ix_unit_affiliate_of ON unit (affiliate_of);
CREATE INDEX ix_imported_row_expert_id ON imported_row (expert_id);
CREATE INDEX ix_misconduct_expert_id ON misconduct (expert_id);
CREATE INDEX ix_roster_digest ON roster (digest);
CREATE INDEX ix_waiver_committee_id ON waiver (committee_id);
CREATE INDEX ix_waiver_expert_id ON waiver (expert_id);
CREATE INDEX ix_waiver_rule_id ON waiver (rule_id);
CREATE INDEX ix_draw_roster_id ON draw (roster_id);
CREATE INDEX ix_seat_expert_no ON seat (expert_no);
CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER ledger_payload_no_update BEFORE UPDATE ON ledger_payload BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE INDEX ix_complaint_publicity_id ON complaint (publicity_id);
CREATE UNIQUE INDEX uq_account_name_open ON account (name) WHERE closed_at IS NULL;
CREATE INDEX ix_sign_in_account_id ON sign_in (account_id);
CREATE INDEX ix_invite_account_id ON invite (account_id);
CREATE INDEX ix_one_time_code_account_id ON one_time_code (account_id);
CREATE INDEX ix_personal_event_account_id ON personal_event (account_id);
CREATE INDEX ix_filing_kind ON filing (kind);
CREATE INDEX ix_filing_year ON filing (year);
CREATE INDEX ix_filing_committee_id ON filing (committee_id);
CREATE INDEX ix_filing_paper_digest ON filing_paper (digest);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('import_batch',3);
INSERT INTO "sqlite_sequence" VALUES('expert',3);
INSERT INTO "sqlite_sequence" VALUES('misconduct',2);
INSERT INTO "sqlite_sequence" VALUES('committee',1);
INSERT INTO "sqlite_sequence" VALUES('meeting',8);
INSERT INTO "sqlite_sequence" VALUES('ballot_count',1);
INSERT INTO "sqlite_sequence" VALUES('roster',2);
INSERT INTO "sqlite_sequence" VALUES('waiver',1);
INSERT INTO "sqlite_sequence" VALUES('draw',1);
INSERT INTO "sqlite_sequence" VALUES('panel',1);
INSERT INTO "sqlite_sequence" VALUES('ranking',5);
INSERT INTO "sqlite_sequence" VALUES('publicity',4);
INSERT INTO "sqlite_sequence" VALUES('complaint',2);
COMMIT;
